package dev.licet.bench.run;

/// What an installation holds.
///
/// @param keys     of one account
/// @param accounts each with an authenticator in each environment
/// @param records  of one account
public record Size(int keys, int accounts, int records) {
    /// What growth is compared with.
    static final Size SMALL = new Size(1_000, 1_000, 10_000);
    /// What has to be as fast.
    public static final Size LARGE = new Size(10_000_000, 1_000_000, 10_000_000);
    /// For a first look.
    public static final Size MIDDLING = new Size(100_000, 10_000, 100_000);
}
