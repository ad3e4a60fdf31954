/// From a device's challenge to a license. `LicenseIssuer` joins token, rules, ledger and answer; each
/// [DrmSystem][dev.licet.drm.DrmSystem] reads and writes the bytes of its own devices.
package dev.licet.drm;
