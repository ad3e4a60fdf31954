package dev.licet.drm.wire;

import dev.licet.crypto.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes the inside of an SPC as a device does, for simulators and tests (reference: fairplay.md 10). It can
/// also leave out, replace and repeat blocks, as no device does.
public final class SpcBuilder {
    private static final int RESERVED_TAGS = 4;
    private static final int MAX_EXTRA_STEPS = 11;

    private final SecureRandom random;
    private final SpcSessionBlock session;
    private final byte[] antiReplaySeed;
    private final List<Tllv> blocks = new ArrayList<>();

    /// The nine required TLLVs, with the given secrets.
    ///
    /// @param session        what the session block holds
    /// @param iv             its IV, 16 bytes
    /// @param dask           the key of the session block, derived from `r2`
    /// @param r2             21 bytes
    /// @param antiReplaySeed 16 bytes
    /// @param random         for everything else
    public SpcBuilder(
            SpcSessionBlock session,
            byte[] iv,
            SecretBytes dask,
            byte[] r2,
            byte[] antiReplaySeed,
            SecureRandom random) {
        this.random = random;
        this.session = session;
        this.antiReplaySeed = antiReplaySeed;
        put(SpcTag.SESSION_BLOCK, session.seal(dask, iv));
        put(SpcTag.INTEGRITY, session.integrity());
        put(SpcTag.ANTI_REPLAY_SEED, antiReplaySeed);
        put(SpcTag.R2, r2);
        putContent();
    }

    private void putContent() {
        put(SpcTag.ASSET_ID, "licet".getBytes(StandardCharsets.UTF_8));
        put(SpcTag.TRANSACTION_ID, bytes(random, 8));
        put(SpcTag.VERSIONS_SUPPORTED, new byte[] {0, 0, 0, 1, 0, 0, 0, 2});
        put(SpcTag.VERSION_USED, new byte[] {0, 0, 0, 1});
        returning(SpcTag.ASSET_ID, SpcTag.TRANSACTION_ID);
    }

    /// The same with random secrets.
    ///
    /// @param hu   the device's id, 20 bytes
    /// @param dask from R2 to the key of the session block
    public static SpcBuilder random(byte[] hu, Function<byte[], SecretBytes> dask, SecureRandom random) {
        var session = new SpcSessionBlock(SecretBytes.random(random, 16), hu, bytes(random, 44), bytes(random, 16));
        byte[] r2 = bytes(random, 21);
        return new SpcBuilder(session, bytes(random, 16), dask.apply(r2), r2, bytes(random, 16), random);
    }

    /// What is inside the session block: the device needs it to open the CKC.
    public SpcSessionBlock session() {
        return session;
    }

    /// 16 bytes.
    public byte[] antiReplaySeed() {
        return antiReplaySeed;
    }

    /// Sets the TLLV of that tag.
    public SpcBuilder put(long tag, byte[] value) {
        without(tag);
        blocks.add(new Tllv(tag, value));
        return this;
    }

    /// Leaves out the TLLV of that tag.
    public SpcBuilder without(long tag) {
        blocks.removeIf(block -> block.tag() == tag);
        return this;
    }

    /// Writes the TLLV of that tag twice, which no device does.
    public SpcBuilder repeat(long tag) {
        blocks.add(new Tllv(tag, find(tag).orElseThrow()));
        return this;
    }

    /// Asks for these tags back.
    public SpcBuilder returning(long... tags) {
        var request = ByteBuffer.allocate(8 * tags.length);
        for (long tag : tags) request.putLong(tag);
        return put(SpcTag.RETURN_REQUEST, request.array());
    }

    /// Adds the four reserved blocks of every real SPC and `more` random ones; one of them is empty and one is
    /// asked back.
    public SpcBuilder decoys(int more) {
        put(random.nextLong(), new byte[0]);
        long echoed = random.nextLong();
        put(echoed, bytes(random, random.nextInt(64)));
        for (int i = 2; i < RESERVED_TAGS + more; i++) put(random.nextLong(), bytes(random, random.nextInt(96)));
        byte[] request = find(SpcTag.RETURN_REQUEST).orElseThrow();
        byte[] longer = ByteBuffer.allocate(request.length + 8)
                .put(request)
                .putLong(echoed)
                .array();
        return put(SpcTag.RETURN_REQUEST, longer);
    }

    /// The value of that tag.
    public Optional<byte[]> find(long tag) {
        return blocks.stream()
                .filter(block -> block.tag() == tag)
                .map(Tllv::value)
                .findFirst();
    }

    /// What the CKC must give back, each once.
    public List<Tllv> returned() {
        var returned = new ArrayList<Tllv>();
        var request = ByteBuffer.wrap(find(SpcTag.RETURN_REQUEST).orElse(new byte[0]));
        while (request.remaining() >= 8) {
            long tag = request.getLong();
            find(tag).map(value -> new Tllv(tag, value)).ifPresent(returned::add);
        }
        return returned.stream().distinct().toList();
    }

    /// The payload: blocks in random order, with up to 11 steps of random padding each.
    public byte[] payload() {
        return payload(MAX_EXTRA_STEPS);
    }

    /// The same with at most `steps` steps of padding, 16 bytes each, that no block needs.
    public byte[] payload(int steps) {
        var shuffled = new ArrayList<>(blocks);
        Collections.shuffle(shuffled, random);
        var writer = new TllvWriter(random);
        for (Tllv block : shuffled) writer.add(block, random.nextInt(steps + 1));
        return writer.bytes();
    }

    private static byte[] bytes(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
