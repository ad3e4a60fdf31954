/// Keys for packagers: which key protects what, where its value comes from, and who was given it.
///
/// A packager asks for keys through one of several doors (SPEKE, CPIX, Widevine's key interface). All of them
/// turn what they read into [dev.licet.domain.packager.KeyOrders] and hand it to the one
/// [dev.licet.domain.packager.KeyProvider]. What was said about a key is kept, so that a token request which
/// names the kid alone finds the key, its track and its rules.
package dev.licet.domain.packager;
