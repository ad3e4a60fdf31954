package dev.licet.storage.record;

import java.util.OptionalLong;

/// What a record says of money.
///
/// @param charged units charged: 0, 1, or -1 for one that was given back
/// @param window  the redemption window, 0 for none
/// @param units   what the balance gained, 0 where it is unlimited; empty where nothing was charged or given back
public record Charge(int charged, int window, OptionalLong units) {
    /// Nothing was charged, and there is no window.
    public static final Charge NONE = free(0);

    /// A free license of that window.
    public static Charge free(int window) {
        return new Charge(0, window, OptionalLong.empty());
    }
}
