package dev.licet.server.admin.view;

import java.util.List;
import java.util.Optional;

/// The token workbench.
///
/// @param drm    the chosen DRM system
/// @param drms   those to choose from
/// @param fields of the request
/// @param result what came of it
public record Workbench(Frame frame, String drm, List<String> drms, List<Field> fields, Result result) {

    /// One parameter of the request.
    ///
    /// @param secret whether it is a key, which is never shown again
    public record Field(String name, String value, boolean secret) {}

    /// What came of a request. It does not print the token.
    ///
    /// @param curl    the request for a shell
    /// @param url     where the token is redeemed
    /// @param facts   what the token says
    /// @param play    how to play a film with it
    /// @param refused why there is none
    public record Result(
            Optional<String> curl,
            Optional<String> url,
            List<Fact> facts,
            Optional<Playback> play,
            Optional<String> refused) {
        /// Nothing was asked yet.
        public static final Result NONE =
                new Result(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

        @Override
        public String toString() {
            return "Result[" + facts.size() + "]";
        }
    }
}
