/// Other license servers for the Widevine devices that the embedded back end cannot serve
/// (reference: widevine.md 2.9 and 3).
///
/// [Upstreams][dev.licet.drm.widevine.upstream.Upstreams] finds the upstream of an account. An upstream writes
/// its request, and reads each [Attempt][dev.licet.drm.upstream.Attempt] at an answer; the
/// [Line][dev.licet.drm.upstream.Line] to it bounds how long, how often and how many at once. What comes out is
/// a [Verdict][dev.licet.drm.widevine.upstream.Verdict]: a message for the device, or a refusal with the
/// upstream's own status in the reason. Neither keys nor licenses get into reasons or facts.
package dev.licet.drm.widevine.upstream;
