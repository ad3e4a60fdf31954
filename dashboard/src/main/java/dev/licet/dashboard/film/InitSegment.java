package dev.licet.dashboard.film;

import dev.licet.domain.key.KeyId;
import java.util.HexFormat;

/// What a player reads first: the track, its codec, its encryption (ISO/IEC 14496-12 and 23001-7).
final class InitSegment {
    /// Units of time in a second.
    static final int TIMESCALE = 1000;
    /// Length of an IV in bytes.
    static final int IV_BYTES = 8;
    static final int TRACK = 1;

    private static final int UNITY = 0x10000;
    private static final int NOT_A_KEY = 0x01010000;
    private static final int CENC_VERSION = 0x10000;
    /// The system id that all Clear Key players know (W3C, "cenc" Initialization Data Format).
    private static final byte[] COMMON = HexFormat.of().parseHex("1077efecc0b24d02ace33c1e52e2fb4b");

    private InitSegment() {}

    static byte[] of(KeyId kid) {
        byte[] type = new Box().text("iso6").u32(0).text("iso6cmfcdash").named("ftyp");
        byte[] more = Box.of("mvex", trackDefaults());
        byte[] pssh = Box.full(1, 0).raw(COMMON).u32(1).raw(kid.bytes()).u32(0).named("pssh");
        byte[] movie = Box.of("moov", movieHead(), more, track(kid), pssh);
        return new Box().raw(type).raw(movie).bytes();
    }

    private static byte[] movieHead() {
        var box = Box.full(0, 0).u32(0).u32(0).u32(TIMESCALE).u32(0);
        box.u32(UNITY).u16(0x100).zeros(10);
        return matrix(box).zeros(24).u32(TRACK + 1).named("mvhd");
    }

    private static Box matrix(Box box) {
        return box.u32(UNITY).zeros(12).u32(UNITY).zeros(12).u32(0x40000000);
    }

    private static byte[] trackDefaults() {
        int duration = TIMESCALE / TestPicture.PER_SECOND;
        return Box.full(0, 0)
                .u32(TRACK)
                .u32(1)
                .u32(duration)
                .u32(0)
                .u32(NOT_A_KEY)
                .named("trex");
    }

    private static byte[] track(KeyId kid) {
        byte[] head = matrix(
                        Box.full(0, 7).u32(0).u32(0).u32(TRACK).u32(0).u32(0).zeros(16))
                .u32(TestPicture.WIDTH << 16)
                .u32(TestPicture.HEIGHT << 16)
                .named("tkhd");
        byte[] handler =
                Box.full(0, 0).u32(0).text("vide").zeros(12).text("film").u8(0).named("hdlr");
        return Box.of("trak", head, Box.of("mdia", time(), handler, information(kid)));
    }

    private static byte[] time() {
        return Box.full(0, 0)
                .u32(0)
                .u32(0)
                .u32(TIMESCALE)
                .u32(0)
                .u16(0x55C4)
                .u16(0)
                .named("mdhd");
    }

    private static byte[] information(KeyId kid) {
        byte[] here = Box.full(0, 1).named("url ");
        byte[] references = Box.full(0, 0).u32(1).raw(here).named("dref");
        byte[] video = Box.full(0, 1).zeros(8).named("vmhd");
        return Box.of("minf", video, Box.of("dinf", references), samples(kid));
    }

    /// The samples themselves come in the segments that follow, so the tables here are empty.
    private static byte[] samples(KeyId kid) {
        byte[] description = Box.full(0, 0).u32(1).raw(entry(kid)).named("stsd");
        byte[] none = Box.full(0, 0).u32(0).bytes();
        byte[] sizes = Box.full(0, 0).u32(0).u32(0).named("stsz");
        return Box.of("stbl", description, Box.of("stts", none), Box.of("stsc", none), sizes, Box.of("stco", none));
    }

    private static byte[] entry(KeyId kid) {
        var box = new Box().zeros(6).u16(1).zeros(16).u16(TestPicture.WIDTH).u16(TestPicture.HEIGHT);
        box.u32(72 * UNITY).u32(72 * UNITY).u32(0).u16(1).zeros(32).u16(24).u16(0xFFFF);
        return box.raw(codec()).raw(protection(kid)).named("encv");
    }

    private static byte[] codec() {
        byte[] sequence = Avc.sequence();
        byte[] parameters = Avc.parameters();
        var box = new Box()
                .u8(1)
                .u8(Avc.PROFILE)
                .u8(Avc.COMPATIBLE)
                .u8(Avc.LEVEL)
                .u8(0xFF)
                .u8(0xE1);
        box.u16(sequence.length).raw(sequence).u8(1).u16(parameters.length).raw(parameters);
        return box.named("avcC");
    }

    private static byte[] protection(KeyId kid) {
        byte[] format = new Box().text("avc1").named("frma");
        byte[] scheme = Box.full(0, 0).text("cenc").u32(CENC_VERSION).named("schm");
        byte[] track = Box.full(0, 0).u16(0).u8(1).u8(IV_BYTES).raw(kid.bytes()).named("tenc");
        return Box.of("sinf", format, scheme, Box.of("schi", track));
    }
}
