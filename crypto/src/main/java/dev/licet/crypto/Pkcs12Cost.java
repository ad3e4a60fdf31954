package dev.licet.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// What it costs to open a file of RFC 7292, as far as that stands in it in the clear: whoever made it has said
/// how often a password is hashed before each key is there. It is read before anything is hashed.
///
/// Only what a file is known to be made of is read. What is anything else is no such file, because to count
/// other numbers than those that are used would be to count nothing.
final class Pkcs12Cost {
    private static final String PKCS7 = "1.2.840.113549.1.7.";
    private static final String DATA = PKCS7 + "1";
    private static final String ENCRYPTED = PKCS7 + "6";
    private static final String BAGS = "1.2.840.113549.1.12.10.1.";
    private static final String SHROUDED_KEY = BAGS + "2";
    private static final String NESTED = BAGS + "6";
    private static final String PBE = "1.2.840.113549.1.12.1.";
    private static final String PKCS5 = "1.2.840.113549.1.5.";
    private static final String PBKDF2 = PKCS5 + "12";
    private static final String PBES2 = PKCS5 + "13";
    private static final String PBMAC1 = PKCS5 + "14";
    private static final int CONTEXT_0 = 0xa0;
    private static final int DEEPEST = 4;

    private final List<Locked> locked = new ArrayList<>();
    private BigInteger rounds = BigInteger.ZERO;
    private int entries;

    private Pkcs12Cost() {}

    /// Contents that only the password opens; they may hold more keys that are locked once more.
    ///
    /// @param algorithm how, DER
    /// @param cipher    what
    record Locked(byte[] algorithm, byte[] cipher) {}

    /// Reads a file.
    static Pkcs12Cost of(byte[] file) throws NotBer {
        var cost = new Pkcs12Cost();
        var all = new BerCursor(file);
        var pfx = all.next(Der.SEQUENCE).inside();
        all.end();
        pfx.next(Der.INTEGER);
        var safe = pfx.next(Der.SEQUENCE).inside();
        if (!identifier(safe.next()).equals(DATA)) throw new NotBer("its contents are of another kind");
        var contents = new BerCursor(octets(safe.next(CONTEXT_0).inside().next()));
        for (var infos = contents.next(Der.SEQUENCE).inside(); infos.hasMore(); ) cost.addContents(infos.next());
        if (pfx.hasMore()) cost.addMac(pfx.next(Der.SEQUENCE).inside());
        pfx.end();
        return cost;
    }

    /// Adds what is inside contents that were locked.
    void addOpened(byte[] contents) throws NotBer {
        addBags(contents, 0);
    }

    /// How often something is hashed, in all.
    BigInteger rounds() {
        return rounds;
    }

    /// How many pieces are locked, each with a key of its own.
    int entries() {
        return entries;
    }

    /// The pieces whose contents are not known yet.
    List<Locked> locked() {
        return List.copyOf(locked);
    }

    private void addContents(BerCursor.Element info) throws NotBer {
        var parts = sequence(info);
        String kind = identifier(parts.next());
        var content = parts.next(CONTEXT_0).inside();
        switch (kind) {
            case DATA -> addBags(octets(content.next()), 0);
            case ENCRYPTED -> addEncrypted(content.next(Der.SEQUENCE).inside());
            default -> throw new NotBer("a part is of another kind");
        }
    }

    private void addEncrypted(BerCursor data) throws NotBer {
        data.next(Der.INTEGER);
        var info = data.next(Der.SEQUENCE).inside();
        identifier(info.next());
        var algorithm = info.next(Der.SEQUENCE);
        addAlgorithm(algorithm.inside());
        var cipher = info.next();
        if ((cipher.tag() | 0x20) != CONTEXT_0) throw new NotBer("there is nothing in a locked part");
        locked.add(new Locked(algorithm.whole(), cipher.octets()));
    }

    private void addBags(byte[] contents, int depth) throws NotBer {
        if (depth > DEEPEST) throw new NotBer("bags in bags in bags");
        for (var bags = new BerCursor(contents).next(Der.SEQUENCE).inside(); bags.hasMore(); ) {
            var bag = sequence(bags.next());
            String kind = identifier(bag.next());
            var value = bag.next(CONTEXT_0);
            if (kind.equals(SHROUDED_KEY)) {
                var info = value.inside().next(Der.SEQUENCE).inside();
                addAlgorithm(info.next(Der.SEQUENCE).inside());
            } else if (kind.equals(NESTED)) {
                addBags(value.content(), depth + 1);
            }
        }
    }

    private void addAlgorithm(BerCursor algorithm) throws NotBer {
        entries++;
        String name = identifier(algorithm.next());
        var parameters = algorithm.next(Der.SEQUENCE).inside();
        if (name.startsWith(PBE)) addRounds(parameters);
        else if (name.equals(PBES2)) addDerivation(parameters.next(Der.SEQUENCE).inside());
        else throw new NotBer("a part is locked in another way");
    }

    private void addDerivation(BerCursor derivation) throws NotBer {
        if (!identifier(derivation.next()).equals(PBKDF2)) throw new NotBer("a key is derived in another way");
        addRounds(derivation.next(Der.SEQUENCE).inside());
    }

    /// Salt and count, which both kinds of parameters begin with.
    private void addRounds(BerCursor parameters) throws NotBer {
        octets(parameters.next());
        add(parameters.next().number());
    }

    private void add(BigInteger count) throws NotBer {
        if (count.signum() <= 0) throw new NotBer("a count that is none");
        rounds = rounds.add(count);
    }

    /// RFC 7292 appendix A; with PBMAC1 (RFC 9579) the count stands in the algorithm.
    private void addMac(BerCursor mac) throws NotBer {
        var digest = mac.next(Der.SEQUENCE).inside();
        var algorithm = digest.next(Der.SEQUENCE).inside();
        if (identifier(algorithm.next()).equals(PBMAC1)) {
            addDerivation(
                    algorithm.next(Der.SEQUENCE).inside().next(Der.SEQUENCE).inside());
        }
        octets(mac.next());
        add(mac.hasMore() ? mac.next().number() : BigInteger.ONE);
    }

    private static BerCursor sequence(BerCursor.Element element) throws NotBer {
        if (element.tag() != Der.SEQUENCE) throw new NotBer("a sequence is missing");
        return element.inside();
    }

    private static byte[] octets(BerCursor.Element element) throws NotBer {
        if ((element.tag() & ~0x20) != Der.OCTET_STRING) throw new NotBer("a string is missing");
        return element.octets();
    }

    /// An object identifier in its usual writing.
    private static String identifier(BerCursor.Element element) throws NotBer {
        byte[] content = element.content();
        if (element.tag() != Der.OBJECT_ID || content.length == 0) throw new NotBer("an identifier is missing");
        var text = new StringBuilder();
        long arc = 0;
        for (byte one : content) {
            arc = arc << 7 | one & 0x7f;
            if (arc > Integer.MAX_VALUE) throw new NotBer("an identifier is too long");
            if (one < 0) continue;
            if (text.isEmpty()) text.append(Math.min(arc / 40, 2)).append('.').append(arc - 40 * Math.min(arc / 40, 2));
            else text.append('.').append(arc);
            arc = 0;
        }
        return text.toString();
    }
}
