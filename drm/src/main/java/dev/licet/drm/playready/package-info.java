/// PlayReady: what stands in the clear of a challenge is read, nothing is changed, and a license maker is
/// asked, which alone can read the rest and make a license (reference: playready.md 5).
///
/// [PlayReady][dev.licet.drm.playready.PlayReady] tells requests apart. A license is asked for only once it has
/// been paid for, because the [grant][dev.licet.drm.playready.Grant] that goes beside the challenge is good for
/// a license. [Makers][dev.licet.drm.playready.Makers] knows the license maker of an account and how it wants
/// to be asked.
package dev.licet.drm.playready;
