/// Books that show tampering: rows get a keyed tag when they are written, a chain over them is sealed in the
// background,
/// and the proof names what is not as it was (reference: security.md T34).
///
/// For each account and environment there are two books ([dev.licet.storage.book.Book]), of records and of
/// movements. What is computed, byte by byte, is in `docs/books.md`.
package dev.licet.storage.book;
