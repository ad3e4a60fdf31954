package dev.licet.dashboard.view;

import java.util.List;
import java.util.Optional;

/// The token workbench.
///
/// @param drm    the chosen DRM system
/// @param drms   those to choose from
/// @param fields of the request
/// @param ticks  the marks of the axis of time
/// @param result what came of it
public record Workbench(
        Frame frame, String drm, List<String> drms, List<Field> fields, List<Timeline.Tick> ticks, Result result) {

    /// One parameter of the request.
    ///
    /// @param shown whether the chosen system reads it
    public record Field(String name, String value, boolean shown, Sort sort) {}

    /// What a parameter is.
    ///
    /// @param hint   what is typed into it
    /// @param secret whether it is a key, which is never shown again
    /// @param drms   the systems that read it, with spaces between them
    public record Sort(String hint, boolean secret, String drms) {}

    /// What came of a request. It does not print the token.
    ///
    /// @param curl      the request for a shell
    /// @param url       where the token is redeemed
    /// @param facts     what the token says
    /// @param play      how to play a film with it
    /// @param timelines what the viewer gets
    /// @param refused   why there is none
    public record Result(
            Optional<String> curl,
            Optional<String> url,
            List<Fact> facts,
            Optional<Playback> play,
            List<Timeline> timelines,
            Optional<Timeline.Refusal> refused) {
        /// Nothing was asked yet.
        public static final Result NONE = new Result(
                Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty());

        /// What would come of it in each system.
        public static Result preview(List<Timeline> timelines) {
            return new Result(
                    Optional.empty(), Optional.empty(), List.of(), Optional.empty(), timelines, Optional.empty());
        }

        /// A token was opened.
        public static Result opened(List<Fact> facts, Optional<Playback> play, Timeline timeline) {
            return new Result(Optional.empty(), Optional.empty(), facts, play, List.of(timeline), Optional.empty());
        }

        /// Whether nothing was asked yet.
        public boolean isEmpty() {
            return url.isEmpty() && facts.isEmpty() && timelines.isEmpty() && refused.isEmpty();
        }

        /// There is no token.
        public static Result refused(String curl, Timeline.Refusal why) {
            return new Result(
                    Optional.of(curl), Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.of(why));
        }

        /// The code of its address, for a telephone.
        public QrCode code() {
            return QrCode.of(url.orElseThrow());
        }

        /// There is one.
        public Result issued(String curl, String url) {
            return new Result(Optional.of(curl), Optional.of(url), facts, play, timelines, refused);
        }

        @Override
        public String toString() {
            return "Result[" + facts.size() + "]";
        }
    }
}
