package dev.licet.server.admin.view;

/// One thing with its name.
public record Fact(String name, String value) {}
