package dev.licet.storage.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class VaultTest {
    private static final Sealed WHERE = new Sealed("content_key", "sealed_ek", 1, "test", "a");
    private static final SecretBytes MASTER = SecretBytes.parseHex("42".repeat(32));
    private static final SecretBytes SECRET = SecretBytes.parseHex("00112233445566778899aabbccddeeff");

    private final SecureRandom random = new SecureRandom();
    private final Vault vault = new Vault(MASTER, random);

    @Test
    void what_was_sealed_opens_in_its_place() {
        byte[] sealed = vault.seal(WHERE, SECRET);
        assertTrue(vault.open(WHERE, sealed).sameAs(SECRET));
        assertTrue(new Vault(MASTER, random).open(WHERE, sealed).sameAs(SECRET));
        assertEquals(1 + 16 + 16 + 16, sealed.length);
    }

    @Test
    void the_same_secret_is_never_sealed_alike() {
        assertFalse(Arrays.equals(vault.seal(WHERE, SECRET), vault.seal(WHERE, SECRET)));
    }

    @Test
    void an_empty_secret_can_be_sealed() {
        var empty = SecretBytes.copyOf(new byte[0]);
        assertEquals(0, vault.open(WHERE, vault.seal(WHERE, empty)).length());
    }

    @Test
    void every_flipped_bit_and_every_truncation_is_refused() {
        byte[] sealed = vault.seal(WHERE, SECRET);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(BrokenSeal.class, () -> vault.open(WHERE, flipped));
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThrows(BrokenSeal.class, () -> vault.open(WHERE, cut));
        }
        assertThrows(BrokenSeal.class, () -> vault.open(WHERE, null));
    }

    @Test
    void no_column_opens_in_another_place() {
        var places = List.of(
                WHERE,
                new Sealed("content_key", "sealed_ek", 2, "test", "a"),
                new Sealed("content_key", "sealed_ek", 1, "production", "a"),
                new Sealed("content_key", "sealed_ek", 1, "test", "b"),
                new Sealed("content_key", "other", 1, "test", "a"),
                new Sealed("sealing_key", "sealed_ek", 1, "test", "a"),
                new Sealed("content_key", "sealed_ek", 1, "testa"),
                new Sealed("content_key", "sealed_ek", 1, "test", "a", ""),
                new Sealed("content_key", "sealed_ek", 11, "test", "a"));
        for (var from : places) {
            byte[] sealed = vault.seal(from, SECRET);
            for (var to : places) {
                if (from == to) assertTrue(vault.open(to, sealed).sameAs(SECRET));
                else assertThrows(BrokenSeal.class, () -> vault.open(to, sealed));
            }
        }
    }

    @Test
    void another_master_key_opens_nothing() {
        var other = new Vault(SecretBytes.parseHex("43".repeat(32)), random);
        assertThrows(BrokenSeal.class, () -> other.open(WHERE, vault.seal(WHERE, SECRET)));
    }

    @Test
    void a_broken_seal_names_the_table_and_no_secret() {
        var broken = assertThrows(BrokenSeal.class, () -> vault.open(WHERE, new byte[49]));
        assertTrue(broken.getMessage().contains("content_key"));
    }

    @Test
    void an_authenticators_hash_depends_on_environment_account_secret_and_master_key() {
        var account = new AccountId(1);
        var authenticator = new Authenticator(account, SECRET);
        var other = new Vault(SecretBytes.parseHex("43".repeat(32)), random);
        var hashes = Stream.of(
                        vault.hash(Environment.TEST, authenticator),
                        vault.hash(Environment.TEST, authenticator),
                        vault.hash(Environment.PRODUCTION, authenticator),
                        vault.hash(Environment.TEST, new Authenticator(new AccountId(2), SECRET)),
                        vault.hash(Environment.TEST, Authenticator.random(account, random)),
                        other.hash(Environment.TEST, authenticator))
                .map(HexFormat.of()::formatHex)
                .toList();
        assertEquals(64, hashes.getFirst().length());
        assertEquals(5, hashes.stream().distinct().count());
    }
}
