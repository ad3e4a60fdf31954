package dev.licet.server.fuzz;

import dev.licet.http.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.ByteProcessor;
import io.netty.util.ReferenceCountUtil;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/// What the listener reads before anybody knows who asks. Nothing of it is visible outside its module, so it is reached
/// by reflection, which the build allows tests alone.
final class HttpTargets {
    private static final Class<?> HEAD = named("Head");
    private static final Class<?> PEER = named("Peer");
    private static final Method READ = method(HEAD, "read", String.class);
    private static final Method FRAMING = method(HEAD, "framing");
    private static final Method CODING = method(HEAD, "checkCoding");
    private static final Method IS_LAST = method(HEAD, "isLast");
    private static final Method IS_WAITING = method(HEAD, "isWaiting");
    private static final Method QUERY = method(HEAD, "rawQuery");
    private static final Constructor<?> HEAD_END = constructor(named("HeadEnd"), Limits.class);
    private static final Method READ_LIST = method(named("Http2Head"), "read", Http2Headers.class, Limits.class);
    private static final Method TRAILERS =
            method(named("Http2Head"), "checkTrailers", Http2Headers.class, Limits.class);
    private static final Constructor<?> NEW_PEER =
            constructor(PEER, named("Port"), InetSocketAddress.class, Runnable.class);
    private static final Constructor<?> PROXY_LINE = constructor(named("ProxyLine"), PEER, Consumer.class);
    private static final InetSocketAddress PROXY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private HttpTargets() {}

    static Map<String, Target> all() {
        return Map.of(
                "request-head", HttpTargets::head,
                "header-list", HttpTargets::headerList,
                "proxy-header", HttpTargets::proxyHeader);
    }

    /// Byte by byte up to the empty line, then as a whole. What does not end is no request yet.
    private static void head(byte[] input) throws Exception {
        var end = (ByteProcessor) HEAD_END.newInstance(Limits.DEFAULT);
        int length = 0;
        boolean goesOn = true;
        while (goesOn && length < input.length) goesOn = end.process(input[length++]);
        if (goesOn) return;
        read(call(READ, null, new String(input, 0, length, StandardCharsets.ISO_8859_1)));
    }

    private static void read(Object head) throws Exception {
        call(CODING, head);
        call(IS_LAST, head);
        call(IS_WAITING, head);
        call(QUERY, head);
        call(FRAMING, head);
    }

    /// A block of HPACK (RFC 7541), as request and as what follows a body.
    private static void headerList(byte[] input) throws Exception {
        var decoder = new DefaultHttp2HeadersDecoder(true, 64 * 1024);
        Http2Headers headers = decoder.decodeHeaders(1, Unpooled.wrappedBuffer(input));
        Target trailers = _ -> call(TRAILERS, null, headers, Limits.DEFAULT);
        trailers.feed(input);
        read(call(READ_LIST, null, headers, Limits.DEFAULT));
    }

    /// In two pieces, then the end. Whatever comes of it, the channel stays without what failed.
    private static void proxyHeader(byte[] input) throws Exception {
        Object peer = NEW_PEER.newInstance(null, PROXY, (Runnable) () -> {});
        Consumer<ChannelPipeline> next = pipeline -> pipeline.addLast(new Taking());
        var channel = new EmbeddedChannel((ChannelHandler) PROXY_LINE.newInstance(peer, next));
        int half = input.length / 2;
        write(channel, Unpooled.wrappedBuffer(input, 0, half));
        write(channel, Unpooled.wrappedBuffer(input, half, input.length - half));
        channel.finishAndReleaseAll();
    }

    private static void write(EmbeddedChannel channel, ByteBuf bytes) {
        if (channel.isOpen()) channel.writeInbound(bytes);
        else bytes.release();
    }

    /// Stands where requests are read.
    private static final class Taking extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName("dev.licet.http." + name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            return opened(type.getDeclaredMethod(name, parameters));
        } catch (NoSuchMethodException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
        try {
            return opened(type.getDeclaredConstructor(parameters));
        } catch (NoSuchMethodException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static <E extends Executable> E opened(E member) {
        member.setAccessible(true);
        return member;
    }

    private static Object call(Method method, Object on, Object... arguments) throws Exception {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error fault) throw fault;
            throw (Exception) thrown.getCause();
        }
    }
}
