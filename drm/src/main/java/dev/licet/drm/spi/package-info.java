/// The plug-in interface for the one step of FairPlay that Apple keeps secret.
///
/// An SPC holds a block that only Apple's licensees can read. Licet reads and writes everything around it; the
/// block itself is handed to a plug-in, found with `java.util.ServiceLoader` and chosen by the name that stands
/// in the FairPlay credential. There are two ways to write one:
///
/// - A plug-in with the *D function* of an older SDK (2 to 4) implements
///   [DaskDerivation][dev.licet.drm.spi.DaskDerivation]: one method, from ASk and R2 to the 16-byte DASk.
/// - A plug-in around the precompiled library of a newer SDK (5 and later), which gives no DASk away, implements
///   [FairPlayDerivation][dev.licet.drm.spi.FairPlayDerivation] over that library.
///
/// A plug-in is a jar that requires the modules `dev.licet.drm` and `dev.licet.crypto`, and declares `provides
/// dev.licet.drm.spi.FairPlayDerivation with …` in its `module-info` (or the file
/// `META-INF/services/dev.licet.drm.spi.FairPlayDerivation`). It needs a public constructor without parameters.
/// One instance serves all requests, from many threads at once.
package dev.licet.drm.spi;
