package dev.licet.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// One client with at most one request under way: no pipelining. It is small, because a storm has thousands
/// of them.
final class Client implements AutoCloseable {
    private static final int USUAL = 2048;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LATER = "retry-after:".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] CLOSE = "\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector;
    private final int port;
    private final Manner manner;
    private final ByteBuffer in;
    private SocketChannel channel;
    private SelectionKey key;
    private Optional<Secure> secure = Optional.empty();
    private int asked;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private byte[] seen = new byte[USUAL];
    private int end;
    private int due;
    private long intended;
    private long sent;

    /// @param in what all connections of a thread read into
    Client(Selector selector, int port, Manner manner, ByteBuffer in) throws IOException {
        this.selector = selector;
        this.port = port;
        this.manner = manner;
        this.in = in;
        connect();
    }

    private void connect() throws IOException {
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (manner.secure()) secure = Optional.of(new Secure(channel));
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /// @param at when it ought to be sent, by [System#nanoTime]
    void send(byte[] request, long at) throws IOException {
        intended = at;
        sent = System.nanoTime();
        if (asked == manner.requests()) again();
        end = 0;
        due = -1;
        out = ByteBuffer.wrap(++asked == manner.requests() ? last(request) : request);
        write();
    }

    /// The server has closed the connection, because it was asked to.
    private void again() throws IOException {
        channel.close();
        connect();
        asked = 0;
    }

    /// With one header field more.
    private static byte[] last(byte[] request) {
        int head = 3;
        while (request[head] != '\n' || request[head - 2] != '\n') head++;
        byte[] longer = new byte[request.length + CLOSE.length - 4];
        System.arraycopy(request, 0, longer, 0, head - 3);
        System.arraycopy(CLOSE, 0, longer, head - 3, CLOSE.length);
        System.arraycopy(request, head + 1, longer, head - 3 + CLOSE.length, request.length - head - 1);
        return longer;
    }

    void write() throws IOException {
        if (secure.isPresent()) secure.get().write(out);
        else channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /// Takes what has come.
    /// @return whether the answer is complete
    boolean read() throws IOException {
        in.clear();
        int count = secure.isPresent() ? secure.get().read(in) : channel.read(in);
        boolean expected = count == 0 || count < 0 && isDone();
        if (expected && count < 0) key.interestOps(0);
        if (expected) return false;
        if (count < 0) throw new EOFException("the server closed a connection");
        if (end + count > seen.length) seen = Arrays.copyOf(seen, 2 * (end + count));
        in.flip().get(seen, end, count);
        end += count;
        if (due < 0) due = whole();
        return due >= 0 && end >= due;
    }

    /// Whether the last answer of this connection is here.
    private boolean isDone() {
        return due >= 0 && end >= due && asked == manner.requests();
    }

    /// The length of head and body, or -1 while the head is not complete.
    private int whole() throws IOException {
        for (int i = 3; i < end; i++) {
            if (seen[i] == '\n' && seen[i - 1] == '\r' && seen[i - 2] == '\n') return i + 1 + bodyLength(i);
        }
        return -1;
    }

    private int bodyLength(int headEnd) throws IOException {
        int value = field(LENGTH, headEnd);
        if (value < 0) throw new IOException("an answer without a length");
        return number(value);
    }

    /// Where the value of a header field begins, or -1.
    private int field(byte[] name, int headEnd) {
        for (int line = 0; line < headEnd; line++) {
            if (seen[line] == '\n' && isAt(name, line + 1)) return line + 1 + name.length;
        }
        return -1;
    }

    private boolean isAt(byte[] name, int at) {
        for (int i = 0; i < name.length; i++) {
            if ((seen[at + i] | (name[i] >= 'a' ? 0x20 : 0)) != name[i]) return false;
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

    /// Whether the answer asks to come again later.
    boolean isForLater() {
        return field(LATER, end - LATER.length) >= 0;
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
