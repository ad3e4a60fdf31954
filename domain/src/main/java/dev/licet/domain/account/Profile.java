package dev.licet.domain.account;

import dev.licet.domain.Ascii;

/// Which reading of the token API an account has asked for.
public enum Profile {
    /// The published pages: `securityLevel` and `hdcpOutputControl` required, `generalFlags` zero, one key per token.
    PUBLISHED,
    /// What the hosted service accepts today.
    CURRENT;

    /// In commands, JSON and the audit trail.
    public String word() {
        return Ascii.lower(name());
    }
}
