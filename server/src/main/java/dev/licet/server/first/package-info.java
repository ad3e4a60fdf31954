/// What an installation gets when it has nothing: a demo account, a Widevine test root with a model of device,
/// and FairPlay stand-in credentials. All of it is random and known to this installation alone.
package dev.licet.server.first;
