package dev.licet.server.admin.view;

/// What a page needs to play a film. It does not print: the addresses hold a token.
///
/// @param manifest where the film begins
/// @param license  where its key is
/// @param kid      the id of that key
public record Playback(String manifest, String license, String kid) {
    @Override
    public String toString() {
        return "Playback[" + kid + "]";
    }
}
