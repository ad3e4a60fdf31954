/// FairPlay Streaming: an SPC comes in, a CKC goes out (reference: fairplay.md).
///
/// 1. `RequestBody` finds the SPC in whatever wrapping the player used, and the envelope is read. No
///    cryptography.
/// 2. `SpcRequest` finds the private key by the certificate hash, unwraps, decrypts and reads the TLLVs.
/// 3. The plug-in that the credential names does the secret step and checks the integrity.
/// 4. `Terms` turns the token's rights into TLLVs, or refuses.
/// 5. `CkcExchange` pads and encrypts; that cannot fail.
///
/// Up to step 3 an attacker can send anything, so all failures there are one and the same refusal, whose reason
/// only the operator sees.
package dev.licet.drm.fairplay;
