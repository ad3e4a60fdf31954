package dev.licet.server.admin.view;

/// The way in.
public record SignIn(Frame frame) {}
