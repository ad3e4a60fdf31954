/// A simulated PlayReady client and a license maker for it. The client makes challenges of the published
/// structure, in canonical form and signed; the license maker checks grants and answers with structures of our
/// own. Neither makes nor reads a license of PlayReady, and no genuine client or server would take anything of
/// theirs for real.
package dev.licet.device.playready;
