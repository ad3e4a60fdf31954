package dev.licet.server.admin.view;

import dev.licet.storage.FairPlayEntry;
import java.util.List;

/// FairPlay credentials of an account in one environment.
public record FairPlayPage(Frame frame, List<FairPlayEntry> entries) {}
