package dev.licet.dashboard;

/// How much went well.
final class Rate {
    private Rate() {}

    /// In tenths of a hundredth, never rounded up: 100 % means that nothing was refused.
    static String words(long done, long refused) {
        if (done + refused == 0) return "–";
        long tenths = 1000 * done / (done + refused);
        return tenths / 10 + "." + tenths % 10 + " %";
    }
}
