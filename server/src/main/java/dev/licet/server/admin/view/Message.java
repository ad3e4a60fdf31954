package dev.licet.server.admin.view;

/// A page with nothing but words.
public record Message(Frame frame, String words) {}
