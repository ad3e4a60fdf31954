package dev.licet.dashboard.view;

import java.util.List;

/// What a page needs to play a film. It does not print: the addresses hold a token.
///
/// @param manifest where the film begins
/// @param license  where its key is
/// @param kid      the id of that key
/// @param rows     its records so far
/// @param stream   where the browser hears of more
public record Playback(String manifest, String license, String kid, List<RecordRow> rows, String stream) {
    @Override
    public String toString() {
        return "Playback[" + kid + "]";
    }
}
