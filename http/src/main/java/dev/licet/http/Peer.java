package dev.licet.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The other end of one connection.
///
/// The watch looks at it as long as TLS, or the line of a proxy, comes before the first request.
final class Peer implements Client, Watch.Watched {
    private final Port port;
    private final InetAddress connected;
    private final Runnable hangUp;
    private final long since = System.nanoTime();
    private volatile boolean begun;
    private volatile String address;
    private volatile Seats.Place place = Seats.Place.NONE;
    private volatile boolean served;
    private volatile boolean gone;
    private volatile boolean silent;
    private volatile boolean trusted;

    /// @param hangUp ends the connection now; called from any thread
    Peer(Port port, InetSocketAddress connected, Runnable hangUp) {
        this.port = port;
        this.connected = connected.getAddress();
        this.hangUp = hangUp;
        address = NetUtil.toAddressString(this.connected);
    }

    Port port() {
        return port;
    }

    /// Where the connection comes from, whatever a proxy says.
    InetAddress connected() {
        return connected;
    }

    Seats.Place place() {
        return place;
    }

    void sit(Seats.Place given) {
        place = given;
    }

    /// Whether it is over the limits.
    boolean isGuest() {
        return place == Seats.Place.GUEST;
    }

    /// Whether an answer to it is being made. Before and after that it is its own turn.
    boolean isServed() {
        return served;
    }

    void serve(boolean now) {
        served = now;
    }

    /// Now requests can come.
    void begin(Watch watch) {
        begun = true;
        watch.remove(this);
    }

    @Override
    public Peer peer() {
        return this;
    }

    @Override
    public long idleSince() {
        return begun ? Long.MAX_VALUE : since;
    }

    @Override
    public boolean isLate(long now) {
        return !begun && now - since > port.firstRequestTime().toNanos();
    }

    @Override
    public void end() {
        hangUp.run();
    }

    @Override
    public void makeRoom() {
        if (!begun) hangUp.run();
    }

    @Override
    public void close() {
        hangUp.run();
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

    void fallSilent() {
        silent = true;
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
    public boolean isSilent() {
        return silent;
    }

    @Override
    public boolean isTrusted() {
        return trusted;
    }
}
