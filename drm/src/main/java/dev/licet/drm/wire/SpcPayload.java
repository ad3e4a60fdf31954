package dev.licet.drm.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A decrypted SPC, read and checked: the nine required TLLVs are there, all known ones have their lengths, and
/// what the device wants back is there to give back (reference: fairplay.md 2.5, 3). Unknown TLLVs are kept,
/// unread.
public final class SpcPayload {
    /// The nine required tags, Apple's own list.
    public static final Set<Long> REQUIRED = Set.of(
            SpcTag.SESSION_BLOCK,
            SpcTag.INTEGRITY,
            SpcTag.ANTI_REPLAY_SEED,
            SpcTag.R2,
            SpcTag.RETURN_REQUEST,
            SpcTag.ASSET_ID,
            SpcTag.TRANSACTION_ID,
            SpcTag.VERSIONS_SUPPORTED,
            SpcTag.VERSION_USED);

    private static final Map<Long, Integer> LENGTHS = Map.ofEntries(
            Map.entry(SpcTag.SESSION_BLOCK, SpcSessionBlock.VALUE_BYTES),
            Map.entry(SpcTag.INTEGRITY, 16),
            Map.entry(SpcTag.ANTI_REPLAY_SEED, 16),
            Map.entry(SpcTag.R2, 21),
            Map.entry(SpcTag.TRANSACTION_ID, 8),
            Map.entry(SpcTag.VERSION_USED, 4),
            Map.entry(SpcTag.STREAMING_INDICATOR, 8),
            Map.entry(SpcTag.PLAYBACK_STATE, SpcPlaybackState.BYTES),
            Map.entry(SpcTag.CAPABILITIES, SpcCapabilities.BYTES),
            Map.entry(SpcTag.DEVICE_IDENTITY, 36),
            Map.entry(SpcTag.DEVICE_INFORMATION, 16),
            Map.entry(SpcTag.KDL_VERSION, 4),
            Map.entry(SpcTag.VM_INFORMATION, 28));

    private static final int SECURITY_LEVEL_BYTES = 20;
    private static final int SECURITY_LEVEL_ENCRYPTED_BYTES = 32;

    private final Map<Long, byte[]> values = new LinkedHashMap<>();
    private final List<Tllv> returned;
    private final List<Long> keyFormats;
    private final Optional<SpcSync> sync;

    private SpcPayload(List<Tllv> blocks) throws MalformedMessage {
        for (Tllv block : blocks) values.put(block.tag(), block.value());
        checkRequired();
        checkLengths();
        this.returned = readReturned();
        this.keyFormats = readKeyFormats();
        this.sync = values.containsKey(SpcTag.SYNC) ? SpcSync.read(values.get(SpcTag.SYNC)) : Optional.empty();
    }

    /// Reads the decrypted payload of a container.
    /// @throws MalformedMessage with Apple's number in front: -42581 layout, -42583 a tag is missing, -42585
    ///                          lengths or an impossible return request, -42591 a repeated tag
    public static SpcPayload read(byte[] decrypted) throws MalformedMessage {
        return new SpcPayload(Tllv.readAll(decrypted));
    }

    private void checkRequired() throws MalformedMessage {
        for (long tag : REQUIRED) {
            if (!values.containsKey(tag))
                throw new MalformedMessage("-42583 required TLLV %016x is missing".formatted(tag));
        }
    }

    /// What [#checkRequired] has seen.
    private byte[] required(long tag) {
        return Objects.requireNonNull(values.get(tag));
    }

    private void checkLengths() throws MalformedMessage {
        for (var known : LENGTHS.entrySet()) {
            byte[] value = values.get(known.getKey());
            require(value == null || value.length == known.getValue(), known.getKey());
        }
        int assetId = required(SpcTag.ASSET_ID).length;
        require(assetId >= 2 && assetId <= 200, SpcTag.ASSET_ID);
        int versions = required(SpcTag.VERSIONS_SUPPORTED).length;
        require(versions > 0 && versions % 4 == 0, SpcTag.VERSIONS_SUPPORTED);
        byte[] level = values.get(SpcTag.SECURITY_LEVEL);
        boolean known =
                level == null || level.length == SECURITY_LEVEL_BYTES || level.length == SECURITY_LEVEL_ENCRYPTED_BYTES;
        require(known, SpcTag.SECURITY_LEVEL);
    }

    private static void require(boolean right, long tag) throws MalformedMessage {
        if (!right) throw new MalformedMessage("-42581 TLLV %016x has a wrong length".formatted(tag));
    }

    /// A repeated entry counts once. A device cannot have us return what only a server may say: an SPC that
    /// carries a duration of its own and asks for it back would otherwise write its own license.
    private List<Tllv> readReturned() throws MalformedMessage {
        byte[] request = required(SpcTag.RETURN_REQUEST);
        require(request.length % 8 == 0, SpcTag.RETURN_REQUEST);
        var tags = new LinkedHashSet<Long>();
        for (var buffer = ByteBuffer.wrap(request); buffer.hasRemaining(); ) tags.add(buffer.getLong());
        var found = new ArrayList<Tllv>();
        for (long tag : tags) {
            byte[] value = values.get(tag);
            if (value == null) throw new MalformedMessage("-42583 a TLLV to return is not in the SPC");
            if (CkcTag.ALL.contains(tag)) throw new MalformedMessage("-42585 a TLLV to return is the server's own");
            found.add(new Tllv(tag, value));
        }
        return List.copyOf(found);
    }

    private List<Long> readKeyFormats() throws MalformedMessage {
        byte[] value = values.get(SpcTag.KEY_FORMATS);
        if (value == null) return List.of(CkcTag.CONTENT_KEY);
        var cursor = new ByteCursor(value);
        cursor.take(8, "-42581 key formats, version");
        long count = cursor.u32("-42581 key formats, count");
        if (count >= 64) throw new MalformedMessage("-42581 key formats: 64 or more");
        var formats = new ArrayList<Long>();
        for (long i = 0; i < count; i++) formats.add(cursor.u64("-42581 key formats, tag"));
        cursor.end("-42581 key formats");
        return List.copyOf(formats);
    }

    /// The value of `[SK..R1]`, 112 bytes.
    public byte[] sessionBlock() {
        return required(SpcTag.SESSION_BLOCK);
    }

    /// What the session block must end with, 16 bytes.
    public byte[] integrity() {
        return required(SpcTag.INTEGRITY);
    }

    /// 16 bytes.
    public byte[] antiReplaySeed() {
        return required(SpcTag.ANTI_REPLAY_SEED);
    }

    /// 21 bytes.
    public byte[] r2() {
        return required(SpcTag.R2);
    }

    /// What the app named the content, 2 to 200 bytes, in no fixed encoding. Often the host of the license URL,
    /// so it says nothing about the key; it may hold a license token.
    public byte[] assetId() {
        return required(SpcTag.ASSET_ID);
    }

    /// What must be in the CKC unchanged, in the order of the request.
    public List<Tllv> returned() {
        return returned;
    }

    /// The protocol version used, unsigned.
    public long versionUsed() {
        return u32(SpcTag.VERSION_USED, 0).orElseThrow();
    }

    /// Whether the device itself says that it speaks the version it used.
    public boolean supportsVersionUsed() {
        long used = versionUsed();
        var versions = ByteBuffer.wrap(values.get(SpcTag.VERSIONS_SUPPORTED));
        while (versions.hasRemaining()) if (Integer.toUnsignedLong(versions.getInt()) == used) return true;
        return false;
    }

    /// What the player is doing. Without it no duration may be sent.
    public Optional<SpcPlaybackState> playbackState() {
        return find(SpcTag.PLAYBACK_STATE).map(SpcPlaybackState::read);
    }

    /// What the device can do; nothing unless it says so.
    public SpcCapabilities capabilities() {
        return find(SpcTag.CAPABILITIES).map(SpcCapabilities::read).orElse(SpcCapabilities.NONE);
    }

    /// Where the picture goes.
    public SpcStreaming streaming() {
        return find(SpcTag.STREAMING_INDICATOR)
                .map(value -> SpcStreaming.of(ByteBuffer.wrap(value).getLong()))
                .orElse(SpcStreaming.LOCAL);
    }

    /// A report about stored keys; when there is one, the SPC wants no key.
    public Optional<SpcSync> sync() {
        return sync;
    }

    /// The tags of content-key TLLVs that the device reads.
    public List<Long> keyFormats() {
        return keyFormats;
    }

    /// Device class: 1 living room, 2 mobile, 3 desktop, 4 spatial, 5 wearable, 127 unknown; 128 living room
    /// and 255 unknown of Apple's partners.
    public Optional<Long> deviceClass() {
        return u32(SpcTag.DEVICE_IDENTITY, 4);
    }

    /// Operating system version, `00 || major || minor || patch`.
    public Optional<Long> osVersion() {
        return u32(SpcTag.DEVICE_IDENTITY, 32).or(() -> u32(SpcTag.DEVICE_INFORMATION, 8));
    }

    /// The device type of the older device information, 8 bytes.
    public Optional<Long> deviceType() {
        return find(SpcTag.DEVICE_INFORMATION)
                .map(value -> ByteBuffer.wrap(value).getLong());
    }

    /// The reported security level, 8 bytes; the encrypted form is not for us.
    public Optional<Long> securityLevel() {
        return plainSecurityLevel().map(value -> ByteBuffer.wrap(value).getLong(8));
    }

    /// Version of the kernel extension deny list. The TLLV of its own wins over the field in the security
    /// level.
    public Optional<Long> kdlVersion() {
        return u32(SpcTag.KDL_VERSION, 0).or(() -> plainSecurityLevel()
                .map(value -> Integer.toUnsignedLong(ByteBuffer.wrap(value).getInt(16))));
    }

    /// Whether the device says that it runs in a virtual machine.
    public boolean isVirtualMachine() {
        return u32(SpcTag.VM_INFORMATION, 0).orElse(0L) != 0;
    }

    private Optional<byte[]> plainSecurityLevel() {
        return find(SpcTag.SECURITY_LEVEL).filter(value -> value.length == SECURITY_LEVEL_BYTES);
    }

    private Optional<byte[]> find(long tag) {
        return Optional.ofNullable(values.get(tag));
    }

    private Optional<Long> u32(long tag, int offset) {
        return find(tag)
                .map(value -> Integer.toUnsignedLong(ByteBuffer.wrap(value).getInt(offset)));
    }
}
