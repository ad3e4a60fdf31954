package dev.licet.domain.packager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Derivation, against values that openssl gives:
/// `openssl kdf -keylen 16 -kdfopt digest:SHA256 -kdfopt hexkey:… -kdfopt hexinfo:… HKDF`.
class SeededKeyTest {
    private static final SecretBytes SEED =
            SecretBytes.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final KeyId KID = new KeyId("fd1a706ac2b36002888f6d4a414333c3");

    @Test
    void a_key_is_hkdf_of_the_seed_and_the_kid() {
        assertEquals(
                "7d41322b5923e2e65d38a9608b0fbfeb", SeededKey.value(SEED, KID).expose(HexFormat.of()::formatHex));
    }

    @Test
    void an_iv_is_the_same_under_another_label() {
        assertEquals("ae3b4d698cbf68e3f3fbaa9000c84576", HexFormat.of().formatHex(SeededKey.iv(SEED, KID)));
    }

    @Test
    void kids_that_we_make_are_repeatable_and_differ_in_everything_that_goes_into_them() {
        var account = new AccountId(201_722);
        var none = OptionalLong.empty();
        KeyId one = KidMaker.kid(new KidMaker.Content(account, Environment.TEST, "film"), "HD", none);
        assertEquals(one, KidMaker.kid(new KidMaker.Content(account, Environment.TEST, "film"), "HD", none));
        assertEquals('8', one.hex().charAt(12));
        var others = new HashSet<KeyId>();
        others.add(KidMaker.kid(new KidMaker.Content(new AccountId(201_723), Environment.TEST, "film"), "HD", none));
        others.add(KidMaker.kid(new KidMaker.Content(account, Environment.PRODUCTION, "film"), "HD", none));
        others.add(KidMaker.kid(new KidMaker.Content(account, Environment.TEST, "film2"), "HD", none));
        others.add(KidMaker.kid(new KidMaker.Content(account, Environment.TEST, "film"), "SD", none));
        others.add(KidMaker.kid(new KidMaker.Content(account, Environment.TEST, "filmH"), "D", none));
        others.add(KidMaker.kid(new KidMaker.Content(account, Environment.TEST, "film"), "HD", OptionalLong.of(0)));
        others.add(KidMaker.kid(new KidMaker.Content(account, Environment.TEST, "film"), "HD", OptionalLong.of(1)));
        assertEquals(7, others.size());
        others.forEach(other -> assertNotEquals(one, other));
    }
}
