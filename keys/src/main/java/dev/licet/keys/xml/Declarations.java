package dev.licet.keys.xml;

/// Counts the namespaces that one element declares, before the parser sees the document: the JDK's looks each of
/// them up among all before it, and has no limit for them.
final class Declarations {
    private static final byte[] WORD = {'x', 'm', 'l', 'n', 's'};

    private final byte[] document;

    private Declarations(byte[] document) {
        this.document = document;
    }

    /// Whether some element has more than so many. Of UTF-16 the zeros are passed over. Attributes have no `<`, so
    /// that each begins an element.
    static boolean areMoreThan(int most, byte[] document) {
        return new Declarations(document).areMoreThan(most);
    }

    private boolean areMoreThan(int most) {
        int found = 0;
        int matched = 0;
        for (byte one : document) {
            if (one == 0) continue;
            if (one == '<') found = 0;
            matched = one == WORD[matched] ? matched + 1 : one == WORD[0] ? 1 : 0;
            if (matched < WORD.length) continue;
            matched = 0;
            if (++found > most) return true;
        }
        return false;
    }
}
