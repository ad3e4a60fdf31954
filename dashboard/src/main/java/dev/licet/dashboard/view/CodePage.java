package dev.licet.dashboard.view;

import java.util.List;

/// The guide to the error codes.
public record CodePage(Frame frame, List<Row> rows) {

    /// One code.
    public record Row(int code, String message, String status, String when, String cause, String remedy) {}
}
