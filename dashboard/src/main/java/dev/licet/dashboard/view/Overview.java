package dev.licet.dashboard.view;

import java.util.List;
import java.util.stream.Collectors;

/// What happened lately.
///
/// @param span   `day`, `week` or `month`
/// @param totals of all DRM systems together
/// @param charts of all of them over time, and then of each
/// @param refused by code over time
/// @param codes  why requests were refused, most frequent first
/// @param low    balances under their marks
public record Overview(
        Frame frame,
        String span,
        List<Total> totals,
        List<Chart> charts,
        Chart refused,
        List<Code> codes,
        List<Low> low) {

    /// A balance that is low.
    public record Low(String account, String environment, long left, long mark) {}

    /// The systems without requests, in words, unless that is all of them.
    public String idle() {
        if (charts.getFirst().isEmpty()) return "";
        return charts.stream().filter(Chart::isEmpty).map(Chart::title).collect(Collectors.joining(", "));
    }

    /// One sum.
    public record Total(String words, String kind, String count) {}

    /// How often one code was given.
    public record Code(int code, String message, long count) {}
}
