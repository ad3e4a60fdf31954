package dev.licet.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/// Reads elements of BER (ITU-T X.690) one after the other: what key files are made of, with definite and indefinite
/// lengths and with strings in pieces, because old programs write such. It cannot overrun and goes at most so deep.
final class BerCursor {
    private static final int CONSTRUCTED = 0x20;
    private static final int MANY_BYTES = 0x1f;
    private static final int INDEFINITE = 0x80;
    private static final int DEEPEST = 24;

    private final byte[] bytes;
    private final int end;
    private int at;

    BerCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private BerCursor(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// One element.
    ///
    /// @param tag     as it stands there, with the bit for constructed ones
    /// @param whole   with tag and length
    /// @param content without
    record Element(int tag, byte[] whole, byte[] content) {
        /// What is in it.
        BerCursor inside() {
            return new BerCursor(content);
        }

        /// The number that it is.
        BigInteger number() throws NotBer {
            if (tag != Der.INTEGER || content.length == 0) throw new NotBer("a number is missing");
            return new BigInteger(content);
        }

        /// The bytes of a string, whose pieces are put together.
        byte[] octets() throws NotBer {
            if ((tag & CONSTRUCTED) == 0) return content;
            var all = new ByteArrayOutputStream();
            for (BerCursor pieces = inside(); pieces.hasMore(); ) {
                all.writeBytes(pieces.next(Der.OCTET_STRING).content());
            }
            return all.toByteArray();
        }

        @Override
        public String toString() {
            return "Element[" + tag + "]";
        }
    }

    boolean hasMore() {
        return at < end;
    }

    /// Nothing may be left over.
    void end() throws NotBer {
        if (hasMore()) throw new NotBer("something is left over");
    }

    /// The next element, whatever it is.
    Element next() throws NotBer {
        int start = at;
        int tag = header();
        int length = length();
        int from = at;
        int to = length < 0 ? endOfContents(tag, 0) : from + length;
        if (length >= 0) at = to;
        return new Element(tag, Arrays.copyOfRange(bytes, start, at), Arrays.copyOfRange(bytes, from, to));
    }

    /// The next element, which must have that tag.
    Element next(int tag) throws NotBer {
        Element next = next();
        if (next.tag() != tag) throw new NotBer("another element was expected");
        return next;
    }

    private int header() throws NotBer {
        int tag = octet();
        if ((tag & MANY_BYTES) == MANY_BYTES) throw new NotBer("a tag of many bytes");
        return tag;
    }

    /// @return -1 for an indefinite one
    private int length() throws NotBer {
        int first = octet();
        if (first == INDEFINITE) return -1;
        if (first < INDEFINITE) return within(first);
        int size = first - INDEFINITE;
        if (size > Integer.BYTES) throw new NotBer("a length of many bytes");
        long length = 0;
        for (int i = 0; i < size; i++) length = length << 8 | octet();
        return within(length);
    }

    private int within(long length) throws NotBer {
        if (length > end - at) throw new NotBer("an element is longer than what is around it");
        return (int) length;
    }

    /// Goes behind the two zeros that end the contents of an indefinite length.
    /// @return where the contents end
    private int endOfContents(int tag, int depth) throws NotBer {
        if ((tag & CONSTRUCTED) == 0 || depth > DEEPEST) throw new NotBer("an indefinite length that cannot be");
        while (true) {
            int here = at;
            int inner = header();
            int length = length();
            if (inner == 0 && length == 0) return here;
            if (length < 0) endOfContents(inner, depth + 1);
            else at += length;
        }
    }

    private int octet() throws NotBer {
        if (at >= end) throw new NotBer("it ends too early");
        return bytes[at++] & 0xff;
    }
}
