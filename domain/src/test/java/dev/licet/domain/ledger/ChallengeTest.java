package dev.licet.domain.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void a_digest_is_what_it_was_made_of_whatever_becomes_of_the_array() {
        byte[] given = {1, 2};
        var challenge = new Challenge(given);
        given[0] = 9;
        challenge.digest()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, challenge.digest());
    }
}
