package dev.licet.dashboard.view;

/// One thing with its name.
public record Fact(String name, String value) {
    /// Whether it is an id, which people copy.
    public boolean isId() {
        return name.endsWith(" id");
    }
}
