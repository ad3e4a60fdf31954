package dev.licet.keys.license;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.key.KeyId;
import dev.licet.drm.wire.WidevineContentId;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChallengeOutlineTest {
    private static final KeyId KID = new KeyId("00112233445566778899aabbccddeeff");

    private static byte[] challenge() {
        return challenge(1_764_000_000L);
    }

    /// @param time by the clock of the device
    static byte[] challenge(long time) {
        byte[] pssh = WidevinePssh.ofKeyIds(List.of(KID.bytes())).toBytes();
        var content = new WidevineContentId.Pssh(List.of(pssh), WidevineContentId.LicenseType.OFFLINE, new byte[16]);
        var request = new WidevineLicenseRequest(
                Optional.empty(),
                Optional.of(content),
                WidevineLicenseRequest.Type.NEW,
                OptionalLong.of(time),
                OptionalInt.of(21),
                OptionalLong.empty(),
                Optional.empty());
        return WidevineSignedMessage.unsigned(
                        WidevineSignedMessage.Type.LICENSE_REQUEST, Optional.of(request.toBytes()))
                .toBytes();
    }

    @Test
    void it_says_what_is_asked_for() {
        var outline = ChallengeOutline.of(challenge());
        assertEquals(Optional.of(WidevineLicenseRequest.Type.NEW), outline.type());
        assertEquals(Optional.of(WidevineContentId.LicenseType.OFFLINE), outline.license());
        assertEquals(List.of(KID), outline.kids());
        assertTrue(outline.contentId().isEmpty());
        assertEquals(Optional.of(Instant.ofEpochSecond(1_764_000_000L)), outline.time());
        assertTrue(ChallengeOutline.of(challenge(Long.MAX_VALUE)).time().isEmpty());
    }

    @Test
    void a_damaged_challenge_says_less_and_never_fails() {
        byte[] whole = challenge();
        for (int length = 0; length < whole.length; length++) {
            assertTrue(ChallengeOutline.of(Arrays.copyOf(whole, length)).type().isEmpty());
        }
        int changed = 0;
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            changed += ChallengeOutline.of(damaged).kids().equals(List.of(KID)) ? 0 : 1;
        }
        assertTrue(changed > 128, "only " + changed);
    }
}
