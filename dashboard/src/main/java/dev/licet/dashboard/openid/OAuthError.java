package dev.licet.dashboard.openid;

import java.util.regex.Pattern;

/// The word by which a provider says why not (RFC 6749 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6).
public final class OAuthError {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private OAuthError() {}

    /// For the log and the audit trail: such a word as it is, anything else not at all.
    public static String of(String said) {
        return "error " + (WORD.matcher(said).matches() ? said : "of an unknown form");
    }
}
