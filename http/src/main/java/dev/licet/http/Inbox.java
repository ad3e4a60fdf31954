package dev.licet.http;

import io.helidon.common.socket.HelidonSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// The bytes of a connection that have arrived and were not taken yet.
final class Inbox {
    private static final byte[] NONE = {};

    private final HelidonSocket socket;
    private byte[] bytes = NONE;
    private int start;
    private int end;

    Inbox(HelidonSocket socket) {
        this.socket = socket;
    }

    /// How many bytes are here.
    int size() {
        return end - start;
    }

    /// The byte at `index`, counted from the first one here.
    byte at(int index) {
        return bytes[start + index];
    }

    /// Waits for more. As a rule nothing else is here, and what comes is kept as it is.
    void fill() {
        byte[] more = read();
        if (size() == 0) {
            bytes = more;
            start = 0;
            end = more.length;
            return;
        }
        if (end + more.length > bytes.length) makeRoom(more.length);
        System.arraycopy(more, 0, bytes, end, more.length);
        end += more.length;
    }

    private byte[] read() {
        byte[] more;
        try {
            more = socket.get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("the connection broke", e);
        }
        if (more == null) throw new CloseConnectionException("the client has left");
        return more;
    }

    private void makeRoom(int needed) {
        int size = size();
        byte[] target = size + needed > bytes.length ? new byte[2 * (size + needed)] : bytes;
        System.arraycopy(bytes, start, target, 0, size);
        bytes = target;
        start = 0;
        end = size;
    }

    /// Takes the first `count` bytes, which must be here.
    byte[] take(int count) {
        boolean all = start == 0 && count == bytes.length;
        byte[] taken = all ? bytes : Arrays.copyOfRange(bytes, start, start + count);
        start += count;
        if (start == end) {
            bytes = NONE;
            start = end = 0;
        }
        return taken;
    }

    /// Forgets what is here and what comes, up to `most` bytes, until the client closes.
    void drain(long most) {
        long left = most;
        while (left > 0) {
            left -= size();
            take(size());
            fill();
        }
    }
}
