/// Widevine licenses: for devices under the operator's own root from here, for all others from the account's upstream
/// (reference: widevine.md 2).
///
/// A body is told apart by [Widevine][dev.licet.drm.widevine.Widevine]. A first request goes through
/// [FirstRequest][dev.licet.drm.widevine.FirstRequest]: unseal the client id, verify the certificate chain and the
/// request's signature, decide what is granted. Only then, and after the charge, are session key and IVs drawn and the
/// license written by [LicenseWriter][dev.licet.drm.widevine.LicenseWriter], which is a pure function.
///
/// What turns out not to be for us on the way, because of its root, its kind or its seal, goes through
/// [UpstreamRouting][dev.licet.drm.widevine.UpstreamRouting] to [upstream][dev.licet.drm.widevine.upstream].
///
/// Renewals need no memory on the server: [SessionVault][dev.licet.drm.widevine.SessionVault] seals the session into a
/// text that the device keeps and sends back.
package dev.licet.drm.widevine;
