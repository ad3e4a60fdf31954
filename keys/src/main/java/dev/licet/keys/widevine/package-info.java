/// Google's key interface `getcontentkey` from the side of the server, as packagers call it (reference: ecosystem.md
/// 5.1, widevine.md 3.5): a signed envelope around JSON, and JSON in an envelope back.
package dev.licet.keys.widevine;
