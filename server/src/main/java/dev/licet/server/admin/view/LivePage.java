package dev.licet.server.admin.view;

import java.util.List;

/// The event log as it grows, newest first.
///
/// @param typed what is looked for
/// @param last  the number of the newest record of all
public record LivePage(Frame frame, RecordPage.Typed typed, List<RecordRow> rows, long last) {
    /// Where the browser hears of more.
    public String stream() {
        return frame.here() + "/stream?environment=" + frame.environment().word() + "&after=" + last + typed.query();
    }
}
