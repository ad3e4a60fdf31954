/// What an installation gets when it has nothing: a demo account, a Widevine test root with a model of device, and
/// FairPlay stand-in credentials. None of it is known to anybody outside this installation.
package dev.licet.server.first;
