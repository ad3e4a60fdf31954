package dev.licet.drm.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// One tag-length-length-value block, of which the insides of SPC and CKC are made (reference: fairplay.md
/// 2.4): `tag (8) | block length (4) | value length (4) | value | padding`.
///
/// Block length is value and padding together, a multiple of 16. Padding is random and means nothing, nor does
/// the order of blocks. What is true of every message is checked here: a tag occurs once, nothing reaches past
/// the end, and there are at most [#MAX_COUNT] blocks.
///
/// @param tag   compared, never ordered
/// @param value may be empty
public record Tllv(long tag, byte[] value) {
    /// Length of tag and lengths in bytes.
    public static final int HEADER_BYTES = 16;
    /// Real messages hold 15 to 36 blocks.
    public static final int MAX_COUNT = 256;

    /// Reads all blocks of a decrypted payload, in their order.
    /// @throws MalformedMessage with Apple's number in front: -42581 layout, -42585 past the end, -42591
    ///         repeated tag
    public static List<Tllv> readAll(byte[] payload) throws MalformedMessage {
        var cursor = new ByteCursor(payload);
        var seen = new HashSet<Long>();
        var blocks = new ArrayList<Tllv>();
        while (cursor.remaining() > 0) {
            if (blocks.size() == MAX_COUNT) throw new MalformedMessage("-42581 more than " + MAX_COUNT + " TLLVs");
            Tllv block = read(cursor, blocks.size());
            if (!seen.add(block.tag)) throw new MalformedMessage("-42591 TLLV " + blocks.size() + ": repeated tag");
            blocks.add(block);
        }
        return List.copyOf(blocks);
    }

    private static Tllv read(ByteCursor cursor, int index) throws MalformedMessage {
        String name = "-42585 TLLV " + index;
        long tag = cursor.u64(name + ", tag");
        long blockLength = cursor.u32(name + ", block length");
        long valueLength = cursor.u32(name + ", value length");
        if (valueLength > blockLength) throw new MalformedMessage("-42581 TLLV " + index + ": value exceeds its block");
        if (blockLength % 16 != 0) throw new MalformedMessage("-42581 TLLV " + index + ": not in steps of 16 bytes");
        ByteCursor block = cursor.sub(blockLength, name + ", block");
        return new Tllv(tag, block.take(valueLength, name + ", value"));
    }

    /// Whether tag and value are the same.
    @Override
    public boolean equals(Object other) {
        return other instanceof Tllv that && tag == that.tag && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(tag) + Arrays.hashCode(value);
    }

    /// Names tag and length; the value may be secret.
    @Override
    public String toString() {
        return "Tllv[%016x, %d bytes]".formatted(tag, value.length);
    }
}
