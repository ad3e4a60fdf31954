package dev.licet.dashboard.view;

/// One thing with its name.
public record Fact(String name, String value) {}
