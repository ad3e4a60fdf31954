package dev.licet.server.admin.view;

import java.util.List;

/// The event log as it grows, newest first.
///
/// @param last the number of the newest row
public record LivePage(Frame frame, List<RecordRow> rows, long last) {}
