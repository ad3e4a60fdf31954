package dev.licet.dashboard;

import dev.licet.domain.record.EventRecord;

/// How records are laid out in a file. The service lends this to the pages, because its commands write the same
/// files (`docs/records.md`).
public interface RecordFile {
    /// How names of such files end, which is also what addresses call it.
    String word();

    /// For an answer over HTTP.
    String mediaType();

    /// What comes before the first record.
    String header();

    /// One record, with the end of its line.
    String line(EventRecord record);
}
