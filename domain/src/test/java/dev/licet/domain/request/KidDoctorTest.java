package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Balance;
import dev.licet.domain.account.Options;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.key.StoredKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KidDoctorTest {
    private static final KeyId KID = new KeyId("fd1a706ac2b36002888f6d4a414333c3");
    private static final Account OWNER = account(1, Environment.TEST);
    private static final Account STRANGER = account(2, Environment.TEST);

    private final Set<KeyId> ofOwner = new HashSet<>(Set.of(KID, KeyId.ofName("film-1")));
    private final StoredKeys store = (account, environment, kid) ->
            account.equals(OWNER.id()) && environment == Environment.TEST && ofOwner.contains(kid)
                    ? Optional.of(new byte[24])
                    : Optional.empty();
    private final KidDoctor doctor = new KidDoctor(store);

    private static Account account(long id, Environment environment) {
        return new Account(new AccountId(id), environment, "x", true, Options.DEFAULT, new Balance.Unlimited(), 0);
    }

    private static Parameters sent(String name, String value) {
        String text = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Parameters.read(text, new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fd1a706a-c2b3-6002-888f-6d4a414333c3",
                "FD1A706A-C2B3-6002-888F-6D4A414333C3",
                "{fd1a706a-c2b3-6002-888f-6d4a414333c3}",
                "urn:uuid:fd1a706a-c2b3-6002-888f-6d4a414333c3",
                "0xfd1a706ac2b36002888f6d4a414333c3",
                "^fd1a706ac2b36002888f6d4a414333c3",
                "6a701afdb3c20260888f6d4a414333c3",
                "6a701afd-b3c2-0260-888f-6d4a414333c3",
                "/RpwasKzYAKIj21KQUMzww==",
                "_RpwasKzYAKIj21KQUMzww",
                "anAa/bPCAmCIj21KQUMzww==",
                "ZmQxYTcwNmFjMmIzNjAwMjg4OGY2ZDRhNDE0MzMzYzM=",
                " fd1a706ac2b36002888f6d4a414333c3 "
            })
    void a_misspelled_kid_is_named_to_its_owner_and_to_nobody_else(String spelling) {
        var parameters = sent("kid", spelling);
        String hint = doctor.hint(OWNER, parameters, "kid").orElseThrow();
        assertTrue(hint.contains("kid=" + KID), hint);
        assertTrue(doctor.hint(STRANGER, parameters, "kid").isEmpty());
        var production = account(1, Environment.PRODUCTION);
        assertTrue(doctor.hint(production, parameters, "kid").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kek", "contentKey", "ek"})
    void a_key_and_a_kid_that_were_exchanged_are_noticed(String name) {
        var parameters = Parameters.read("kid=000102030405060708090a0b0c0d0e0f&" + name + "=" + KID, new byte[0]);
        String hint = doctor.hint(OWNER, parameters, "kid").orElseThrow();
        assertTrue(hint.contains("exchanged") && hint.contains(name), hint);
        assertTrue(doctor.hint(STRANGER, parameters, "kid").isEmpty());
    }

    @Test
    void a_name_without_its_mark_is_noticed() {
        String hint = doctor.hint(OWNER, sent("kid", "film-1"), "kid").orElseThrow();
        assertTrue(hint.contains("^"), hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "^", "nonsense", "000102030405060708090a0b0c0d0e0f", "====", "\ud83d\ude00"})
    void what_is_like_no_stored_kid_gets_no_hint(String text) {
        assertTrue(doctor.hint(OWNER, sent("kid", text), "kid").isEmpty());
        assertTrue(doctor.hint(OWNER, sent("other", KID.hex()), "kid").isEmpty());
    }

    @Test
    void two_hits_are_none() {
        ofOwner.add(new KeyId("6a701afdb3c20260888f6d4a414333c3"));
        assertTrue(doctor.hint(OWNER, sent("kid", "fd1a706a-c2b3-6002-888f-6d4a414333c3"), "kid")
                .isEmpty());
    }

    @Test
    void a_store_that_does_not_answer_leaves_the_refusal_as_it_is() {
        StoredKeys gone = (account, environment, kid) -> {
            throw new StoreUnavailable("reading a key", new IllegalStateException());
        };
        assertEquals(Optional.empty(), new KidDoctor(gone).hint(OWNER, sent("kid", KID.hex()), "kid"));
    }
}
