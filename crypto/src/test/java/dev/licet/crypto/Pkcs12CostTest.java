package dev.licet.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 7292 section 4 and its counts, one part at a time: files that no program makes.
class Pkcs12CostTest {
    private static final String DATA = "2a864886f70d010701";
    private static final String ENCRYPTED = "2a864886f70d010706";
    private static final String SHROUDED = "2a864886f70d010c0a0102";
    private static final String CERTIFICATE = "2a864886f70d010c0a0103";
    private static final String NESTED = "2a864886f70d010c0a0106";
    private static final String TRIPLE_DES = "2a864886f70d010c0103";
    private static final String PBKDF2 = "2a864886f70d01050c";
    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBMAC1 = "2a864886f70d01050e";
    private static final String SHA256 = "608648016503040201";
    private static final byte[] NOTHING = {};

    private static byte[] id(String hex) {
        return Der.element(Der.OBJECT_ID, HexFormat.of().parseHex(hex));
    }

    private static byte[] sequence(byte[]... parts) {
        return Der.element(Der.SEQUENCE, parts);
    }

    private static byte[] octets(byte[] bytes) {
        return Der.element(Der.OCTET_STRING, bytes);
    }

    private static byte[] number(long number) {
        return Der.integer(BigInteger.valueOf(number));
    }

    /// What has a kind, and in an explicit tag what it is.
    private static byte[] typed(String kind, byte[] value) {
        return sequence(id(kind), Der.element(0xa0, value));
    }

    private static byte[] salted(long count) {
        return sequence(octets(new byte[8]), number(count));
    }

    private static byte[] locked(String way, byte[] parameters) {
        return sequence(id(way), parameters);
    }

    private static byte[] derived(String way, long count) {
        return sequence(sequence(id(way), salted(count)), sequence(id(SHA256)));
    }

    private static byte[] shrouded(byte[] algorithm) {
        return typed(SHROUDED, sequence(algorithm, octets(new byte[16])));
    }

    private static byte[] plain(byte[]... bags) {
        return typed(DATA, octets(sequence(bags)));
    }

    private static byte[] file(byte[] mac, byte[]... parts) {
        return sequence(number(3), typed(DATA, octets(sequence(parts))), mac);
    }

    private static byte[] mac(byte[] algorithm, byte[] count) {
        return sequence(sequence(algorithm, octets(new byte[32])), octets(new byte[8]), count);
    }

    private static void assertCost(int entries, long rounds, byte[] file) throws NotBer {
        var cost = Pkcs12Cost.of(file);
        assertEquals(entries, cost.entries());
        assertEquals(BigInteger.valueOf(rounds), cost.rounds());
    }

    private static void assertNone(String why, byte[] file) {
        assertEquals(why, assertThrows(NotBer.class, () -> Pkcs12Cost.of(file)).getMessage());
    }

    @Test
    void each_lock_counts_once_with_its_rounds() throws NotBer {
        assertCost(0, 0, file(NOTHING));
        byte[] old = shrouded(locked(TRIPLE_DES, salted(5)));
        byte[] modern = shrouded(locked(PBES2, derived(PBKDF2, 70)));
        byte[] certificate = typed(CERTIFICATE, sequence());
        assertCost(1, 5, file(NOTHING, plain(old)));
        assertCost(2, 75, file(NOTHING, plain(old, certificate, modern)));
        assertCost(3, 80, file(NOTHING, plain(old, modern), plain(old)));
    }

    @Test
    void the_mac_counts_its_rounds_and_one_where_none_are_written() throws NotBer {
        assertCost(0, 2048, file(mac(sequence(id(SHA256)), number(2048))));
        assertCost(0, 1, file(mac(sequence(id(SHA256)), NOTHING)));
        assertCost(0, 601, file(mac(locked(PBMAC1, derived(PBKDF2, 600)), NOTHING)));
        assertNone("a key is derived in another way", file(mac(locked(PBMAC1, derived(PBES2, 600)), NOTHING)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -1_000_000})
    void a_count_below_one_is_none(long count) {
        assertNone("a count that is none", file(NOTHING, plain(shrouded(locked(TRIPLE_DES, salted(count))))));
        assertNone("a count that is none", file(mac(sequence(id(SHA256)), number(count))));
    }

    @Test
    void ways_to_lock_that_nobody_counts_are_refused() {
        assertNone("a part is locked in another way", file(NOTHING, plain(shrouded(locked(PBKDF2, salted(5))))));
        assertNone("a key is derived in another way", file(NOTHING, plain(shrouded(locked(PBES2, derived(DATA, 5))))));
        byte[] saltless = sequence(number(1), number(5));
        assertNone("a string is missing", file(NOTHING, plain(shrouded(locked(TRIPLE_DES, saltless)))));
    }

    private static byte[] encrypted(int tag, byte[] cipher) {
        byte[] info = sequence(id(DATA), locked(TRIPLE_DES, salted(9)), Der.element(tag, cipher));
        return typed(ENCRYPTED, sequence(number(0), info));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xa0})
    void locked_contents_are_kept_with_the_way_to_open_them(int tag) throws NotBer {
        byte[] cipher = {1, 2, 3};
        byte[] file = file(NOTHING, encrypted(tag, tag == 0x80 ? cipher : octets(cipher)));
        assertCost(1, 9, file);
        var locked = Pkcs12Cost.of(file).locked();
        assertEquals(1, locked.size());
        assertArrayEquals(locked(TRIPLE_DES, salted(9)), locked.getFirst().algorithm());
        assertArrayEquals(cipher, locked.getFirst().cipher());
    }

    @Test
    void contents_without_anything_locked_are_refused() {
        assertNone("there is nothing in a locked part", file(NOTHING, encrypted(0x81, new byte[8])));
        byte[] nameless = sequence(number(0), locked(TRIPLE_DES, salted(9)), Der.element(0x80, new byte[8]));
        byte[] info = sequence(nameless, locked(TRIPLE_DES, salted(9)), Der.element(0x80, new byte[8]));
        assertNone("an identifier is missing", file(NOTHING, typed(ENCRYPTED, sequence(number(0), info))));
    }

    @Test
    void opened_contents_add_their_own_locks() throws NotBer {
        var cost = Pkcs12Cost.of(file(NOTHING, encrypted(0x80, new byte[8])));
        cost.addOpened(sequence(shrouded(locked(TRIPLE_DES, salted(30)))));
        assertEquals(2, cost.entries());
        assertEquals(BigInteger.valueOf(39), cost.rounds());
    }

    private static byte[] within(int depth, byte[] bag) {
        return depth == 0 ? bag : typed(NESTED, sequence(within(depth - 1, bag)));
    }

    @Test
    void bags_in_bags_are_counted_four_deep() throws NotBer {
        byte[] key = shrouded(locked(TRIPLE_DES, salted(5)));
        assertCost(1, 5, file(NOTHING, plain(within(4, key))));
        assertNone("bags in bags in bags", file(NOTHING, plain(within(5, key))));
    }

    @Test
    void what_is_no_such_file_is_refused() {
        byte[] empty = octets(sequence());
        assertNone("its contents are of another kind", sequence(number(3), typed(ENCRYPTED, empty)));
        assertNone("a part is of another kind", file(NOTHING, typed(PBES2, empty)));
        assertNone("a sequence is missing", file(NOTHING, octets(NOTHING)));
        assertNone("a sequence is missing", file(NOTHING, plain(octets(NOTHING))));
        assertNone("a string is missing", sequence(number(3), typed(DATA, sequence())));
        assertNone("something is left over", Der.concat(file(NOTHING), number(1)));
        byte[] mac = mac(sequence(id(SHA256)), number(1));
        assertNone("something is left over", file(Der.concat(mac, mac)));
        assertNone("another element was expected", sequence(octets(NOTHING), typed(DATA, empty)));
    }

    /// ITU-T X.690 section 8.19: seven bits a byte, the first number is of two arcs.
    @Test
    void an_identifier_has_arcs_below_two_to_the_31() throws NotBer {
        assertCost(0, 0, file(NOTHING, plain(typed("2a87ffffff7f", NOTHING))));
        assertNone("an identifier is too long", file(NOTHING, plain(typed("2a8880808000", NOTHING))));
        assertNone("an identifier is missing", file(NOTHING, plain(typed("", NOTHING))));
        assertNone("an identifier is missing", file(NOTHING, plain(sequence(number(1)))));
    }

    /// Each differs from the kind of a locked key in one byte or arc, so it is another kind and costs nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "52864886f70d010c0a0102",
                "29864886f70d010c0a0102",
                "2a8648867f0d010c0a0102",
                "2a864886f70d010c0a01",
                "2a864886f70d010c0a010002",
                "00864886f70d010c0a0102"
            })
    void an_identifier_like_another_is_not_the_other(String kind) throws NotBer {
        byte[] bag = typed(kind, sequence(locked(TRIPLE_DES, salted(5)), octets(new byte[16])));
        assertCost(0, 0, file(NOTHING, plain(bag)));
    }
}
