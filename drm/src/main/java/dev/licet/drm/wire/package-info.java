/// The byte formats of Widevine and FairPlay, shared with the device simulators. Fixed vectors, not the simulators,
/// are the judge of these formats.
package dev.licet.drm.wire;
