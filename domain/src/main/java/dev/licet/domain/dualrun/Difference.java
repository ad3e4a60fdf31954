package dev.licet.domain.dualrun;

/// Something in which two answers differ.
///
/// @param ours   what this service says
/// @param theirs what the other one says
public record Difference(Trait trait, String ours, String theirs) {
    private static final int LONGEST = 96;
    private static final int REPLACEMENT = '?';

    /// For a record: at most 96 visible characters of each, because the other service may say anything.
    String text() {
        return "ours " + cut(ours) + ", theirs " + cut(theirs);
    }

    private static String cut(String text) {
        var kept = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(character -> character < ' ' || character > '~' ? REPLACEMENT : character)
                .forEach(kept::appendCodePoint);
        return kept.isEmpty() ? "nothing" : kept.toString();
    }
}
