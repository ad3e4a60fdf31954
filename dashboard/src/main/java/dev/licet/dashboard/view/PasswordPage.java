package dev.licet.dashboard.view;

/// One's own password.
public record PasswordPage(Frame frame) {}
