package dev.licet.dashboard.view;

import java.util.List;

/// What happened lately.
///
/// @param span   `day`, `week` or `month`
/// @param totals of all DRM systems together
/// @param charts of each of them over time
/// @param refused by code over time
/// @param codes  why requests were refused, most frequent first
public record Overview(
        Frame frame, String span, List<Total> totals, List<Chart> charts, Chart refused, List<Code> codes) {

    /// One sum.
    public record Total(String words, String kind, String count) {}

    /// How often one code was given.
    public record Code(int code, String message, long count) {}
}
