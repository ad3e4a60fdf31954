package dev.licet.drm;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/// Compares the clock of a device, where its request tells the time, with ours. A device whose clock is wrong
/// ends its licenses at the wrong time and reports nothing.
public final class ClockSkew {
    /// What a device's time is called among its facts: seconds since 1970.
    public static final String DEVICE_TIME = "device_time";

    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private ClockSkew() {}

    /// The facts, with the distance in seconds (positive when the device is ahead), and a lint when that is
    /// large.
    static Map<String, String> noticed(Map<String, String> facts, Instant now) {
        if (!facts.containsKey(DEVICE_TIME)) return facts;
        var device = Instant.ofEpochSecond(Long.parseLong(facts.get(DEVICE_TIME)));
        var skew = Duration.between(now, device).truncatedTo(ChronoUnit.SECONDS);
        var all = new HashMap<>(facts);
        all.put(DEVICE_TIME, device.toString());
        all.put("clock_skew", Long.toString(skew.toSeconds()));
        if (skew.abs().compareTo(TOLERATED) > 0) all.merge("lint", "clock-skew", (lints, one) -> lints + "," + one);
        return all;
    }
}
