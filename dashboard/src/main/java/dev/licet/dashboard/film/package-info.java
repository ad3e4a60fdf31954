/// A short film for trying out keys: drawn, coded, packed and encrypted here, so that no media and no media program is
/// needed to see a license work.
///
/// [TestPicture][dev.licet.dashboard.film.TestPicture] draws, [Avc][dev.licet.dashboard.film.Avc] codes,
/// [SampleFilm][dev.licet.dashboard.film.SampleFilm] packs and encrypts.
package dev.licet.dashboard.film;
