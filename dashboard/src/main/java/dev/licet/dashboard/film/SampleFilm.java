package dev.licet.dashboard.film;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Twelve seconds of H.264 in fragmented MP4, encrypted by the scheme `cenc` (ISO/IEC 23001-7) under a given key. Made
/// anew for each request and never kept.
///
/// @param kid the key id that stands in the film
/// @param key the content key, 16 bytes
public record SampleFilm(KeyId kid, SecretBytes key) {
    /// How many segments there are; they are counted from 1.
    public static final int SEGMENTS = 6;

    private static final int SECONDS = 2;
    private static final int PICTURES = SECONDS * TestPicture.PER_SECOND;
    /// The length of a unit, its type and all of a slice's head stay clear, so that players find their way.
    private static final int CLEAR = 64;
    /// The first bytes of every IV. Real films count from a random number or from zero.
    private static final int IV_START = 0x4C696365;

    private static final String MANIFEST = """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" xmlns:cenc="urn:mpeg:cenc:2013"
                profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static"
                mediaPresentationDuration="PT%dS" minBufferTime="PT2S">
              <Period>
                <AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
                  <ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc"
                      cenc:default_KID="%s"/>
                  <ContentProtection schemeIdUri="urn:uuid:e2719d58-a985-b3c9-781a-b030af78d30e"
                      value="ClearKey1.0"/>
                  <Representation id="film" codecs="%s" bandwidth="800000" width="%d" height="%d" frameRate="%d">
                    <SegmentTemplate timescale="1" duration="%d" startNumber="1"
                        initialization="%s" media="%s"/>
                  </Representation>
                </AdaptationSet>
              </Period>
            </MPD>
            """;

    /// One picture as it is stored.
    ///
    /// @param hidden how many of its last bytes are encrypted, a multiple of 16
    private record Sample(byte[] bytes, byte[] iv, int hidden) {}

    /// What a player needs before the first segment.
    public byte[] init() {
        return InitSegment.of(kid);
    }

    /// A segment of 1 to [#SEGMENTS].
    public byte[] segment(int number) {
        if (number < 1 || number > SEGMENTS) throw new IllegalArgumentException("there is no such segment");
        List<Sample> samples = samples(number - 1);
        var data = new Box();
        samples.forEach(sample -> data.raw(sample.bytes()));
        // The places in the fragment's head depend on its length, which does not depend on them.
        int length = head(number, samples, 0, 0).length;
        byte[] head = head(number, samples, length + 8, length - senc(samples).length + 16);
        return new Box().raw(head).raw(data.named("mdat")).bytes();
    }

    private List<Sample> samples(int segment) {
        var samples = new ArrayList<Sample>();
        @Nullable Picture before = null;
        for (int i = 0; i < PICTURES; i++) {
            int number = segment * PICTURES + i;
            Picture picture = TestPicture.draw(number, SEGMENTS * PICTURES);
            byte[] unit = before == null ? Avc.key(picture, segment) : Avc.change(picture, before, i);
            samples.add(encrypted(unit, number));
            before = picture;
        }
        return samples;
    }

    private Sample encrypted(byte[] unit, int number) {
        byte[] clear = new Box().u32(unit.length).raw(unit).bytes();
        byte[] iv = new Box().u32(IV_START).u32(number).bytes();
        int hidden = Math.max(0, (clear.length - CLEAR) / Aes.BLOCK_BYTES * Aes.BLOCK_BYTES);
        byte[] secret = new byte[hidden];
        System.arraycopy(clear, clear.length - hidden, secret, 0, hidden);
        byte[] counter = ByteBuffer.allocate(Aes.BLOCK_BYTES).put(iv).array();
        var bytes = new ByteArrayOutputStream();
        bytes.write(clear, 0, clear.length - hidden);
        bytes.writeBytes(Aes.ctr(key, counter, secret));
        return new Sample(bytes.toByteArray(), iv, hidden);
    }

    private static byte[] head(int number, List<Sample> samples, int data, int ivs) {
        byte[] sequence = Box.full(0, 0).u32(number).named("mfhd");
        byte[] track = Box.full(0, 0x020000).u32(InitSegment.TRACK).named("tfhd");
        long start = (long) (number - 1) * SECONDS * InitSegment.TIMESCALE;
        byte[] time = Box.full(1, 0).u64(start).named("tfdt");
        byte[] sizes =
                Box.full(0, 0).u8(InitSegment.IV_BYTES + 8).u32(samples.size()).named("saiz");
        byte[] offsets = Box.full(0, 0).u32(1).u32(ivs).named("saio");
        return Box.of("moof", sequence, Box.of("traf", track, time, run(samples, data), sizes, offsets, senc(samples)));
    }

    /// Where the samples are and how long each is; the first is a key picture.
    private static byte[] run(List<Sample> samples, int data) {
        var box = Box.full(0, 0x205).u32(samples.size()).u32(data).u32(0x02000000);
        samples.forEach(sample -> box.u32(sample.bytes().length));
        return box.named("trun");
    }

    /// The IV of each sample, and which of its bytes are encrypted.
    private static byte[] senc(List<Sample> samples) {
        var box = Box.full(0, 2).u32(samples.size());
        for (Sample sample : samples) {
            box.raw(sample.iv())
                    .u16(1)
                    .u16(sample.bytes().length - sample.hidden())
                    .u32(sample.hidden());
        }
        return box.named("senc");
    }

    /// The manifest of DASH (ISO/IEC 23009-1).
    ///
    /// @param init    the address of [#init]
    /// @param segment the address of a segment, with `$Number$` where its number stands
    public String manifest(String init, String segment) {
        return MANIFEST.formatted(
                SEGMENTS * SECONDS,
                uuid(),
                Avc.CODEC,
                TestPicture.WIDTH,
                TestPicture.HEIGHT,
                TestPicture.PER_SECOND,
                SECONDS,
                escaped(init),
                escaped(segment));
    }

    private String uuid() {
        String hex = kid.hex();
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }

    private static String escaped(String address) {
        return address.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
