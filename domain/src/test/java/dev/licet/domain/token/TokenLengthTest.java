package dev.licet.domain.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How much a token can say, and how long its text may be.
class TokenLengthTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SealingKey old = new SealingKey(1, SecretBytes.random(RANDOM, SealingKey.BYTES));
    private final SealingKey newest = new SealingKey(2, SecretBytes.random(RANDOM, SealingKey.BYTES));
    private final TokenSealer sealer = new TokenSealer(new TwoKeys(), RANDOM);

    /// Only the newest is in memory.
    private final class TwoKeys implements SealingKeys {
        @Override
        public SealingKey newest() {
            return newest;
        }

        @Override
        public Optional<SealingKey> find(int id) {
            return Optional.of(id == old.id() ? old : newest);
        }

        @Override
        public SealingKeys inMemory() {
            return new OneKey(newest);
        }
    }

    private record OneKey(SealingKey newest) implements SealingKeys {
        @Override
        public Optional<SealingKey> find(int id) {
            return Optional.of(newest).filter(key -> key.id() == id);
        }
    }

    private Optional<Token> opened(String text) {
        return sealer.open(text, Environment.TEST, Drm.CLEARKEY);
    }

    private static Token named(String contentId) {
        return Samples.token(Drm.CLEARKEY, Samples.plain(), Optional.of(contentId), Optional.empty());
    }

    @Test
    void texts_of_three_bytes_a_character_and_many_extensions_fit() {
        var one = new Extension("名前名前", new byte[20]);
        var plain = Samples.plain();
        var rights = new Rights(
                plain.keys(),
                plain.iv(),
                plain.startWindow(),
                plain.playbackDuration(),
                plain.rental(),
                false,
                Collections.nCopies(200, one));
        var name = Optional.of("名".repeat(200));
        var token = Samples.token(Drm.CLEARKEY, rights, name, Optional.of("名".repeat(32)));
        var opened = opened(sealer.seal(token)).orElseThrow();
        assertEquals(name, opened.contentId());
        assertEquals(token.cookie(), opened.cookie());
        assertEquals(rights.extensions(), opened.rights().extensions());
    }

    @Test
    void many_keys_fit() {
        var plain = Samples.plain();
        var rights = new Rights(
                Collections.nCopies(40, plain.keys().getFirst()),
                plain.iv(),
                plain.startWindow(),
                plain.playbackDuration(),
                plain.rental(),
                false,
                plain.extensions());
        var opened = opened(sealer.seal(Samples.token(Drm.CLEARKEY, rights))).orElseThrow();
        assertEquals(40, opened.rights().keys().size());
    }

    @Test
    void each_length_of_a_name_fits() {
        for (int length = 0; length < 100; length++) {
            String name = "n".repeat(length);
            var token = opened(sealer.seal(named(name))).orElseThrow();
            assertEquals(Optional.of(name), token.contentId());
        }
    }

    @Test
    void a_text_of_16384_characters_is_opened_and_no_longer_one() {
        int spare = 16_384 * 3 / 4 - bytes(sealer.seal(named("")));
        String longest = sealer.seal(named("n".repeat(spare)));
        assertEquals(16_384, longest.length());
        assertTrue(opened(longest).isPresent());
        assertTrue(opened(sealer.seal(named("n".repeat(spare + 1)))).isEmpty());
    }

    private static int bytes(String base64) {
        return base64.length() * 3 / 4;
    }

    @Test
    void keys_that_are_not_in_memory_open_nothing_where_nobody_waits_for_the_store() {
        String sealedBefore = new TokenSealer(new OneKey(old), RANDOM).seal(named("old"));
        String sealedNow = sealer.seal(named("new"));
        assertTrue(opened(sealedBefore).isPresent());
        var remembering = sealer.remembering();
        assertTrue(remembering.open(sealedNow, Environment.TEST, Drm.CLEARKEY).isPresent());
        assertTrue(
                remembering.open(sealedBefore, Environment.TEST, Drm.CLEARKEY).isEmpty());
    }

    @Test
    void keys_without_a_store_are_all_in_memory() {
        var keys = new OneKey(newest);
        assertEquals(keys, keys.inMemory());
    }
}
