package dev.licet.dashboard.view;

import dev.licet.storage.dashboard.DashboardUser;
import java.util.List;

/// Who may sign in.
public record UserPage(Frame frame, List<DashboardUser> users) {}
