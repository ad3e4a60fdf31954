package dev.licet.server.admin.view;

import java.util.List;
import java.util.Optional;

/// Who makes the Widevine licenses of an account in one environment.
///
/// @param facts   about the back end that is set; empty when none is
/// @param command how it is set or tried, by shell
public record WidevinePage(Frame frame, Optional<List<Fact>> facts, String command) {}
