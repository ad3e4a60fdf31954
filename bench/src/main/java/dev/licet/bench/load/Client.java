package dev.licet.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One kept-alive connection with at most one request under way: no pipelining.
final class Client implements AutoCloseable {
    private static final int LARGEST = 256 * 1024;
    private static final byte[] LENGTH = {'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'};

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST);
    private final byte[] seen = new byte[LARGEST];
    private int end;
    private int due;
    private long intended;

    Client(Selector selector, int port) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /// @param at when it ought to be sent, by [System#nanoTime]
    void send(byte[] request, long at) throws IOException {
        intended = at;
        end = 0;
        due = -1;
        out.clear().put(request).flip();
        write();
    }

    void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /// Takes what has come.
    /// @return whether the answer is complete
    boolean read() throws IOException {
        in.clear();
        int count = channel.read(in);
        if (count < 0) throw new EOFException("the server closed a connection");
        in.flip().get(seen, end, count);
        end += count;
        if (due < 0) due = whole();
        return due >= 0 && end >= due;
    }

    /// The length of head and body, or -1 while the head is not complete.
    private int whole() throws IOException {
        for (int i = 3; i < end; i++) {
            if (seen[i] == '\n' && seen[i - 1] == '\r' && seen[i - 2] == '\n') return i + 1 + bodyLength(i);
        }
        return -1;
    }

    private int bodyLength(int headEnd) throws IOException {
        for (int line = 0; line < headEnd; line++) {
            if (seen[line] == '\n' && isLength(line + 1)) return number(line + 1 + LENGTH.length);
        }
        throw new IOException("an answer without a length");
    }

    private boolean isLength(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            if ((seen[at + i] | (LENGTH[i] >= 'a' ? 0x20 : 0)) != LENGTH[i]) return false;
        }
        return true;
    }

    private int number(int at) {
        int number = 0;
        for (int i = at; seen[i] != '\r'; i++) if (seen[i] != ' ') number = 10 * number + seen[i] - '0';
        return number;
    }

    /// Whether the answer is a 200.
    boolean isGood() {
        return seen[9] == '2' && seen[10] == '0' && seen[11] == '0';
    }

    /// The answer as it came.
    byte[] answer() {
        return java.util.Arrays.copyOf(seen, end);
    }

    long intended() {
        return intended;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
