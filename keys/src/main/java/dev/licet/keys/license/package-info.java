/// Google's interface for license proxies, `getlicense` (reference: widevine.md 3): reads what a signer asks for and
/// writes the answers. It does not know which part of the service makes the license.
package dev.licet.keys.license;
