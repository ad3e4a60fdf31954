package dev.licet.dashboard.view;

import dev.licet.storage.dashboard.AuditedChange;
import java.util.List;
import java.util.Optional;

/// Who changed what.
///
/// @param next the number before which the next page begins
public record AuditPage(Frame frame, List<AuditedChange> entries, Optional<Long> next) {}
