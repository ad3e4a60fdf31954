package dev.licet.dashboard.view;

/// Something that stops what works. It is done when its name was typed.
///
/// @param action      what the form asks for
/// @param button      the same in a word or two
/// @param subject     what it is done to
/// @param consequence what will stop working
public record Confirm(String action, String button, Subject subject, String consequence) {
    /// What something is done to.
    ///
    /// @param typed what has to be typed
    /// @param field the field of the form that names it; empty where the page does
    /// @param value of that field
    /// @param words the same for people who hear the page
    public record Subject(String typed, String field, String value, String words) {}

    /// Something that the page names.
    public static Confirm here(String action, String button, String typed, String consequence) {
        return new Confirm(action, button, new Subject(typed, "", "", ""), consequence);
    }

    /// The same for one of several.
    public Confirm of(String field, String value, String words) {
        return new Confirm(action, button, new Subject(subject.typed(), field, value, words), consequence);
    }

    /// How it is read out.
    public String aria() {
        return subject.words().isEmpty() ? button : button + " " + subject.words();
    }
}
