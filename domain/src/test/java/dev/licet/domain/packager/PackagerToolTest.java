package dev.licet.domain.packager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.TrackType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackagerToolTest {
    private static final String KID = "fd1a706ac2b36002888f6d4a414333c3";
    private static final String VALUE = "5438b719bf47a2f5678237477db2f9e6";
    private static final String IV = "000102030405060708090a0b0c0d0e0f";

    private static ServedKey key(String track, TrackType type, Optional<Scheme> scheme) {
        var key = new PackagedKey(
                new KeyId(KID),
                "film",
                track,
                type,
                scheme,
                Period.ALWAYS,
                Optional.empty(),
                new PackagedKey.Source.Seed(1),
                Set.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                "test");
        return new ServedKey(
                key, SecretBytes.parseHex(VALUE), SecretBytes.parseHex(IV).expose(byte[]::clone));
    }

    private static String text(PackagerTool tool, Scheme scheme, String... tracks) {
        return tool.text(List.of(tracks).stream()
                .map(track -> key(track, track.equals("AUDIO") ? TrackType.AUDIO : TrackType.HD, Optional.of(scheme)))
                .toList());
    }

    @Test
    void shaka_packager_gets_a_label_for_each_track_and_the_iv_where_blocks_are_chained() {
        String key = ":key_id=" + KID + ":key=" + VALUE;
        assertEquals(
                "--protection_scheme cenc --enable_raw_key_encryption --keys label=HD" + key + ",label=AUDIO" + key,
                text(PackagerTool.SHAKA, Scheme.CENC, "HD", "AUDIO"));
        assertEquals(
                "--protection_scheme cbcs --enable_raw_key_encryption --keys label=HD" + key + ":iv=" + IV,
                text(PackagerTool.SHAKA, Scheme.CBCS, "HD"));
    }

    @Test
    void a_label_is_empty_for_all_tracks_and_never_breaks_the_option() {
        assertTrue(text(PackagerTool.SHAKA, Scheme.CENC, "ALL").contains("--keys label=:key_id"));
        assertTrue(text(PackagerTool.SHAKA, Scheme.CENC, "SD+HD1").contains("label=SD+HD1:"));
        assertTrue(text(PackagerTool.SHAKA, Scheme.CENC, "a,b:c d").contains("label=a_b_c_d:"));
        assertTrue(PackagerTool.SHAKA
                .text(List.of(key("", TrackType.UHD1, Optional.empty())))
                .startsWith("--protection_scheme cenc --enable_raw_key_encryption --keys label=UHD1:"));
    }

    @Test
    void bento4_numbers_the_tracks_and_ffmpeg_has_a_line_for_each() {
        assertEquals(
                "--key 1:%1$s:%2$s --property 1:KID:%3$s\n--key 2:%1$s:%2$s --property 2:KID:%3$s"
                        .formatted(VALUE, IV, KID),
                text(PackagerTool.BENTO4, Scheme.CENC, "HD", "AUDIO"));
        assertEquals(
                "-encryption_scheme cenc-aes-ctr -encryption_key " + VALUE + " -encryption_kid " + KID,
                text(PackagerTool.FFMPEG, Scheme.CENC, "HD"));
    }

    @Test
    void gpac_gets_the_scheme_and_one_iv_or_the_first_of_many() {
        String counted = text(PackagerTool.GPAC, Scheme.CENC, "HD");
        assertTrue(counted.contains("<GPACDRM type=\"cenc\">") && counted.contains("first_IV=\"0x0001020304050607\""));
        String chained = text(PackagerTool.GPAC, Scheme.CBCS, "HD", "AUDIO");
        assertTrue(chained.contains("constant_IV=\"0x" + IV + "\" crypt_byte_block=\"1\" skip_byte_block=\"9\""));
        assertTrue(chained.contains("trackID=\"2\"") && chained.contains("constant_IV=\"0x" + IV + "\">"));
    }
}
