package dev.licet.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A client that sends what it is told, byte for byte, and reads until the server closes.
final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Says that nothing more will be sent.
    RawClient noMore() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /// Everything until the server closes the connection. A reset counts as closing.
    String all() {
        var all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) all.write(b);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server kept the connection open: " + all, e);
        } catch (IOException reset) {
            all.writeBytes("<reset>".getBytes(StandardCharsets.US_ASCII));
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /// One answer with a body of known length.
    String answer() throws IOException {
        InputStream in = socket.getInputStream();
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) throw new IOException("closed after: " + head);
            head.append((char) b);
        }
        int length = head.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /// Everything up to and including `mark`.
    String upTo(String mark) throws IOException {
        InputStream in = socket.getInputStream();
        var text = new StringBuilder();
        while (text.indexOf(mark, text.length() - mark.length()) < 0) {
            int b = in.read();
            if (b < 0) throw new IOException("closed after: " + text);
            text.append((char) b);
        }
        return text.toString();
    }

    /// Sends one byte again and again until the server hangs up.
    ///
    /// @return whether it hung up before `most` bytes
    boolean drip(String text, int most) {
        try {
            for (int i = 0; i < most; i++) {
                send(text);
                Thread.sleep(20);
                if (socket.getInputStream().available() > 0) return true;
            }
            return false;
        } catch (IOException hungUp) {
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Sends again and again without ever reading, until that fails.
    ///
    /// @return whether it failed within `most` times
    boolean dripBlindly(String text, int most) {
        try {
            for (int i = 0; i < most; i++) {
                send(text);
                Thread.sleep(20);
            }
            return false;
        } catch (IOException hungUp) {
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
