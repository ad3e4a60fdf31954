/// A short film for trying out keys: drawn, coded, packed and encrypted here, so that no media and no media program is
/// needed to see a license work.
///
/// [TestPicture][dev.licet.server.film.TestPicture] draws, [Avc][dev.licet.server.film.Avc] codes,
/// [SampleFilm][dev.licet.server.film.SampleFilm] packs and encrypts.
package dev.licet.server.film;
