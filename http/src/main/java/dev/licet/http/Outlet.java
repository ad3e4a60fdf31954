package dev.licet.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Where a [Body.Feed] writes.
public interface Outlet {
    /// Sends at once; without bytes it does nothing. Throws when the client has left, or has not taken what was
    /// sent within the deadline.
    void send(byte[] bytes);

    /// Sends text in UTF-8.
    default void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Waits, but not longer than the service goes on.
    ///
    /// @param time may be zero
    /// @return whether to go on; when not, the feed returns
    boolean pause(Duration time);
}
