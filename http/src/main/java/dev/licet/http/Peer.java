package dev.licet.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The other end of one connection.
final class Peer implements Client {
    private final Port port;
    private final boolean guest;
    private final InetAddress connected;
    private volatile String address;
    private volatile boolean gone;
    private volatile boolean trusted;

    /// @param guest   whether it is over the limits
    /// @param trusted whether no certificate is asked for
    Peer(Port port, InetSocketAddress connected, boolean guest, boolean trusted) {
        this.port = port;
        this.guest = guest;
        this.connected = connected.getAddress();
        this.trusted = trusted;
        address = NetUtil.toAddressString(this.connected);
    }

    Port port() {
        return port;
    }

    /// Where the connection comes from, whatever a proxy says.
    InetAddress connected() {
        return connected;
    }

    boolean isGuest() {
        return guest;
    }

    /// A listed proxy says who it connects for.
    void forwards(String named) {
        address = named;
    }

    void trust() {
        trusted = true;
    }

    void leave() {
        gone = true;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public boolean isTrusted() {
        return trusted;
    }
}
