package dev.licet.server.admin.view;

/// One's own password.
public record PasswordPage(Frame frame) {}
