package dev.licet.dashboard.view;

import java.util.List;

/// The event log as it grows, newest first.
///
/// @param typed what is looked for
/// @param place up to where the log was looked at
public record LivePage(Frame frame, RecordPage.Typed typed, List<RecordRow> rows, String place) {
    /// Where the browser hears of more.
    public String stream() {
        return frame.here() + "/stream?environment=" + frame.environment().word() + "&after=" + place + typed.query();
    }
}
