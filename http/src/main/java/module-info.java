/// The listener: what arrives becomes a request, and a reply goes onto the wire. What to answer is decided
/// elsewhere.
module dev.licet.http {
    requires transitive dev.licet.domain;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.haproxy;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    // Each holds one native library, which is loaded where it fits.
    requires io.netty.transport.epoll.linux.aarch_64;
    requires io.netty.transport.epoll.linux.x86_64;
    requires java.logging;
    requires static transitive org.jspecify;

    exports dev.licet.http;
    exports dev.licet.http.lane;
}
