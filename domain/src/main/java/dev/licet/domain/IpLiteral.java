package dev.licet.domain;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Whether a text is the address of a host in digits (RFC 4291, 2.2). The JDK's readers of addresses quote what they
/// cannot read in their exceptions, and somebody may have put a key there; this asks without one.
public final class IpLiteral {
    private static final String GAP = "::";
    private static final int GROUPS = 8;
    private static final int GROUPS_OF_V4 = 2;

    private static final String BYTE = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern V4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private IpLiteral() {}

    /// Four numbers of a byte each, without leading zeros.
    public static boolean isV4(String text) {
        return V4.matcher(text).matches();
    }

    /// Eight groups, or at most seven with one double colon; the last two may be written as IPv4. Without a zone, which
    /// would have a meaning on the sender's machine only.
    public static boolean isV6(String text) {
        int gap = text.indexOf(GAP);
        if (gap < 0) return groups(text, true).equals(OptionalInt.of(GROUPS));
        OptionalInt before = groups(text.substring(0, gap), false);
        OptionalInt behind = groups(text.substring(gap + GAP.length()), true);
        return before.isPresent() && behind.isPresent() && before.getAsInt() + behind.getAsInt() < GROUPS;
    }

    /// How many there are; empty where something else stands between the colons.
    private static OptionalInt groups(String text, boolean endsAddress) {
        if (text.isEmpty()) return OptionalInt.of(0);
        String[] written = text.split(":", -1);
        String last = written[written.length - 1];
        boolean withV4 = endsAddress && isV4(last);
        int plain = withV4 ? written.length - 1 : written.length;
        for (int i = 0; i < plain; i++) if (!GROUP.matcher(written[i]).matches()) return OptionalInt.empty();
        return OptionalInt.of(withV4 ? plain + GROUPS_OF_V4 : plain);
    }
}
