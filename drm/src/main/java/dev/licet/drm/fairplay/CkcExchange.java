package dev.licet.drm.fairplay;

import dev.licet.crypto.SecretBytes;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.Exchange;
import dev.licet.drm.wire.CkcContainer;
import dev.licet.drm.wire.CkcTag;
import dev.licet.drm.wire.Tllv;
import dev.licet.drm.wire.TllvWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A CKC that only waits for its randomness. The order of TLLVs is that of Apple's samples
/// (reference: fairplay.md 4.3): content key, R1, returned ones, HDCP, security level, duration or offline
/// key.
///
/// @param device     who asks
/// @param session    names the playback session, where the device told one
/// @param wrapping   how to pack the CKC
/// @param key        encrypts it; wiped once it was used
/// @param contentKey from the derivation
/// @param r1         from the derivation, 44 bytes
/// @param returned   from the SPC, unchanged
/// @param terms      from the token
/// @param random     for IV and padding
record CkcExchange(
        Device device,
        Optional<byte[]> session,
        Wrapping wrapping,
        SecretBytes key,
        Tllv contentKey,
        byte[] r1,
        List<Tllv> returned,
        Terms.Written terms,
        SecureRandom random)
        implements Exchange {
    /// A TLLV gets 0 to 3 blocks of padding more than it needs, as Apple's SDK does it.
    private static final int PADDINGS = 4;

    @Override
    public Optional<byte[]> playbackSession() {
        return session;
    }

    @Override
    public Exchange renewing(Duration elapsed) {
        return new CkcExchange(device, session, wrapping, key, contentKey, r1, returned, terms.after(elapsed), random);
    }

    @Override
    public Answer answer() {
        try {
            return wrapping.answer(CkcContainer.seal(key, payload(), random).bytes());
        } finally {
            key.wipe();
        }
    }

    private byte[] payload() {
        var writer = new TllvWriter(random);
        add(writer, contentKey);
        add(writer, new Tllv(CkcTag.R1, r1));
        for (Tllv block : returned) add(writer, block);
        Protection protection = terms.protection();
        protection.hdcp().ifPresent(hdcp -> add(writer, hdcp.tllv(random)));
        protection.level().ifPresent(level -> add(writer, level.tllv()));
        terms.limit().ifPresent(limit -> add(writer, limit.tllv()));
        return writer.bytes();
    }

    private void add(TllvWriter writer, Tllv block) {
        writer.add(block, random.nextInt(PADDINGS));
    }

    /// Names no bytes.
    @Override
    public String toString() {
        return "CkcExchange";
    }
}
