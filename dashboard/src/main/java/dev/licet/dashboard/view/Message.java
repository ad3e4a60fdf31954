package dev.licet.dashboard.view;

/// A page with nothing but words.
public record Message(Frame frame, String words) {}
