package dev.licet.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/// The addresses of proxies that may say for whom they ask.
///
/// @param blocks addresses and blocks of them
public record Proxies(List<Block> blocks) {
    /// No proxy at all.
    public static final Proxies NONE = new Proxies(List.of());

    public Proxies {
        blocks = List.copyOf(blocks);
    }

    /// Addresses that begin with the same bits.
    ///
    /// @param bytes 4 or 16 of them
    /// @param bits  how many of them count
    public record Block(List<Byte> bytes, int bits) {
        private boolean has(byte[] address) {
            if (address.length != bytes.size()) return false;
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> i % 8;
                if (((address[i / 8] ^ bytes.get(i / 8)) & mask) != 0) return false;
            }
            return true;
        }
    }

    /// Reads a list such as `127.0.0.1, 10.0.0.0/8, 2001:db8::/32`. Throws [IllegalArgumentException] for
    /// anything else.
    public static Proxies of(String list) {
        var blocks = new ArrayList<Block>();
        for (String text : list.isBlank() ? new String[0] : list.split(",", -1)) blocks.add(block(text.strip()));
        return new Proxies(blocks);
    }

    private static Block block(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) throw new IllegalArgumentException("not an address: " + text);
        int most = address.length * 8;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) throw new IllegalArgumentException("not a block of addresses: " + text);
        var bytes = new ArrayList<Byte>();
        for (byte b : address) bytes.add(b);
        return new Block(List.copyOf(bytes), bits);
    }

    boolean has(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Block block : blocks) {
            if (block.has(bytes)) return true;
        }
        return false;
    }

    /// Who sent a request that came from a listed proxy. Each proxy adds at the end whom it got the request
    /// from, so the last address that is no proxy's is the one to believe; what stands before it may be made
    /// up.
    ///
    /// @param named the values of `X-Forwarded-For`
    /// @return the address; `sender` when there is none
    String client(List<String> named, String sender) {
        String client = sender;
        String[] hops = String.join(",", named).split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            byte[] address = NetUtil.createByteArrayFromIpAddressString(hops[i].strip());
            if (address == null) return client;
            client = text(address);
            if (blocks.stream().noneMatch(block -> block.has(address))) return client;
        }
        return client;
    }

    private static String text(byte[] address) {
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(address));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
