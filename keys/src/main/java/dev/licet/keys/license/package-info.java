/// Google's interface for license proxies, `getlicense` (reference: widevine.md 3): reads what a signer asks for and
/// writes the answers. Who makes the license is none of its business.
package dev.licet.keys.license;
