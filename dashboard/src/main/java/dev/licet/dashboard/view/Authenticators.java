package dev.licet.dashboard.view;

import dev.licet.storage.account.AuthenticatorOverview;
import java.util.List;

/// The authenticators of an account in one environment, newest first.
public record Authenticators(Frame frame, List<AuthenticatorOverview> entries) {}
