package dev.licet.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/// One kept-alive connection with at most one request under way: no pipelining. It is small, because a storm has
/// thousands of them.
final class Client implements AutoCloseable {
    private static final int USUAL = 2048;
    private static final byte[] LENGTH = {'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'};

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer in;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private byte[] seen = new byte[USUAL];
    private int end;
    private int due;
    private long intended;
    private long sent;

    /// @param in what all connections of a thread read into
    Client(Selector selector, int port, ByteBuffer in) throws IOException {
        this.in = in;
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /// @param at when it ought to be sent, by [System#nanoTime]
    void send(byte[] request, long at) throws IOException {
        intended = at;
        sent = System.nanoTime();
        end = 0;
        due = -1;
        out = ByteBuffer.wrap(request);
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
        if (end + count > seen.length) seen = Arrays.copyOf(seen, 2 * (end + count));
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

    /// The status of the answer.
    int status() {
        return 100 * (seen[9] - '0') + 10 * (seen[10] - '0') + seen[11] - '0';
    }

    /// The answer as it came.
    byte[] answer() {
        return Arrays.copyOf(seen, end);
    }

    long intended() {
        return intended;
    }

    long sent() {
        return sent;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
