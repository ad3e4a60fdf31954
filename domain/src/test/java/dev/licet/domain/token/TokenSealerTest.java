package dev.licet.domain.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenSealerTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Ring ring = new Ring();
    private final TokenSealer sealer = new TokenSealer(ring, RANDOM);

    /// The keys of an installation: the last one is the newest.
    private static final class Ring implements SealingKeys {
        private List<SealingKey> keys = List.of(new SealingKey(1, SecretBytes.random(RANDOM, 32)));

        void rotate() {
            int next = newest().id() + 1;
            keys = Stream.concat(keys.stream(), Stream.of(new SealingKey(next, SecretBytes.random(RANDOM, 32))))
                    .toList();
        }

        void retireOldest() {
            keys = keys.subList(1, keys.size());
        }

        @Override
        public SealingKey newest() {
            return keys.getLast();
        }

        @Override
        public Optional<SealingKey> find(int id) {
            return keys.stream().filter(key -> key.id() == id).findFirst();
        }
    }

    static Stream<Token> tokens() {
        return Stream.of(
                        Stream.of(widevine(1), widevine(3), bought(), rented()), rules().map(TokenSealerTest::fairPlay))
                .flatMap(tokens -> tokens);
    }

    private static Token widevine(int keys) {
        var grants = IntStream.range(0, keys).mapToObj(TokenSealerTest::grant).toList();
        var rights = new Rights(
                grants,
                Optional.empty(),
                Optional.of(Duration.ofDays(30)),
                Optional.of(Duration.ofSeconds(0xffff_ffffL)),
                Optional.empty(),
                true,
                List.of(new Extension("wudo", new byte[4])));
        return token(Drm.WIDEVINE, rights, Optional.of("movie|1&2%"), Optional.of("order-4711"));
    }

    private static KeyGrant grant(int i) {
        var kid = Optional.of(KeyId.ofName("key" + i));
        return new KeyGrant(
                kid, SecretBytes.random(RANDOM, 16), 1 + i, Hdcp.values()[i], Optional.of(TrackType.values()[i]));
    }

    private static Stream<FairPlayRules> rules() {
        var lease = new FairPlayRules(Optional.of(Duration.ofMinutes(5)), Optional.empty(), Optional.empty());
        var level = Optional.of(FairPlayRules.Level.AUDIO);
        return Stream.of(
                FairPlayRules.NONE,
                lease,
                new FairPlayRules(Optional.empty(), Optional.of(FairPlayRules.Hdcp.TYPE_1), Optional.empty()),
                new FairPlayRules(lease.lease(), Optional.of(FairPlayRules.Hdcp.NOT_REQUIRED), level));
    }

    private static Token fairPlay() {
        return fairPlay(FairPlayRules.NONE);
    }

    private static Token fairPlay(FairPlayRules rules) {
        var grant = new KeyGrant(Optional.empty(), SecretBytes.random(RANDOM, 16), 1, Hdcp.NONE, Optional.empty());
        var rights = new Rights(
                List.of(grant),
                Optional.of(SecretBytes.random(RANDOM, 16)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofHours(48)),
                false,
                List.of(),
                rules);
        return token(Drm.FAIRPLAY, rights, Optional.empty(), Optional.empty());
    }

    private static Token bought() {
        var levels = new PlayReadyRules.OutputLevels(0, 999, 1, 998, 500);
        var rules = new PlayReadyRules.KeyRules(3000, PlayReadyRules.Algorithm.AES_CBC, levels);
        return playReady(new PlayReadyRules(
                PlayReadyRules.Purchase.BUY_TO_OWN,
                Optional.empty(),
                PlayReadyRules.UnknownOutputs.SD_ONLY,
                Optional.empty(),
                Optional.empty(),
                List.of(rules)));
    }

    /// Two keys with rules of their own, and everything else that there is.
    private static Token rented() {
        var none = new PlayReadyRules.OutputLevels(0, 0, 0, 0, 0);
        var all = new PlayReadyRules.OutputLevels(100, 200, 300, 400, 999);
        return playReady(new PlayReadyRules(
                PlayReadyRules.Purchase.RENTAL,
                Optional.of(Instant.ofEpochSecond(0xffff_ffffL)),
                PlayReadyRules.UnknownOutputs.ALLOW,
                Optional.of(0xfedcba98),
                Optional.of("00112233445566778899aabbccddeeff"),
                List.of(
                        new PlayReadyRules.KeyRules(150, PlayReadyRules.Algorithm.AES_CTR, none),
                        new PlayReadyRules.KeyRules(2000, PlayReadyRules.Algorithm.AES_CBC, all))));
    }

    private static Token playReady(PlayReadyRules rules) {
        var grants = IntStream.range(0, rules.keys().size())
                .mapToObj(TokenSealerTest::grant)
                .toList();
        var rights = new Rights(
                grants,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofHours(4)),
                Optional.empty(),
                true,
                List.of(new Extension("abcd", new byte[3])),
                FairPlayRules.NONE,
                rules,
                WidevineRules.NONE);
        return token(Drm.PLAYREADY, rights, Optional.empty(), Optional.of("order-4711"));
    }

    private static Token token(Drm drm, Rights rights, Optional<String> contentId, Optional<String> cookie) {
        return new Token(
                Environment.TEST,
                drm,
                new AccountId(AccountId.MAX),
                TokenId.fresh(Instant.now(), RANDOM),
                NOW,
                NOW.plus(Duration.ofDays(30)),
                rights,
                contentId,
                cookie);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void what_was_sealed_opens_again(Token token) {
        String text = sealer.seal(token);
        Token opened = sealer.open(text, token.environment(), token.drm()).orElseThrow();
        assertEquals(spelled(token), spelled(opened));
        assertTrue(text.matches("[A-Za-z0-9_-]+"), "needs no escaping in a URL");
    }

    /// Everything that a token says, keys included.
    private static String spelled(Token token) {
        var keys = token.rights().keys().stream()
                .map(key -> key.kid() + "=" + key.key().expose(HexFormat.of()::formatHex) + key.securityLevel()
                        + key.hdcp() + key.track())
                .toList();
        Rights rights = token.rights();
        return token.environment() + "/" + token.drm() + "/" + token.account() + "/" + token.id() + "/" + token.issued()
                + "/" + token.expires() + "/" + token.contentId() + "/" + token.cookie() + "/" + keys + "/"
                + rights.iv().map(iv -> iv.expose(HexFormat.of()::formatHex)) + "/" + rights.startWindow()
                + rights.playbackDuration() + rights.rental() + rights.persistent() + rights.extensions()
                + rights.fairPlay() + rights.playReady();
    }

    @Test
    void its_owner_may_have_a_token_opened_wherever_it_is_good() {
        for (Token token : List.of(widevine(1), fairPlay())) {
            assertEquals(
                    spelled(token),
                    spelled(sealer.openAnywhere(sealer.seal(token)).orElseThrow()));
        }
        assertTrue(sealer.openAnywhere("AAAA").isEmpty());
    }

    @Test
    void an_ordered_fault_goes_with_the_token() {
        Token plain = widevine(2);
        for (String text : List.of("code:-4001", "delay:1500", "status:503", "short-license:10")) {
            var token = new Token(
                    plain.environment(),
                    plain.drm(),
                    plain.account(),
                    plain.id(),
                    plain.issued(),
                    plain.expires(),
                    plain.rights(),
                    plain.contentId(),
                    plain.cookie(),
                    Fault.parse(text));
            Token opened = sealer.open(sealer.seal(token), plain.environment(), plain.drm())
                    .orElseThrow();
            assertEquals(text, opened.fault().orElseThrow().text());
            assertEquals(spelled(plain), spelled(opened));
        }
    }

    @Test
    void a_token_with_one_key_fits_in_300_characters() {
        assertTrue(sealer.seal(widevine(1)).length() <= 300);
        for (Token token : rules().map(TokenSealerTest::fairPlay).toList()) {
            assertTrue(sealer.seal(token).length() <= 300);
        }
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void every_truncation_and_every_flipped_bit_is_refused(Token token) {
        byte[] sealed = Base64.getUrlDecoder().decode(sealer.seal(token));
        for (int n = 0; n < sealed.length; n++) assertRefused(text(Arrays.copyOf(sealed, n)), token.drm());
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(text(flipped), token.drm());
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void assertRefused(String text, Drm drm) {
        assertTrue(sealer.open(text, Environment.TEST, drm).isEmpty());
    }

    @Test
    void another_spelling_of_the_same_bytes_is_refused() {
        String text = sealer.seal(fairPlay());
        assertRefused(text + "=", Drm.FAIRPLAY);
        assertRefused(text + "\n", Drm.FAIRPLAY);
        assertRefused("", Drm.FAIRPLAY);
        assertRefused("%%%", Drm.FAIRPLAY);
        assertRefused("A".repeat(100_000), Drm.FAIRPLAY);
        char last = text.charAt(text.length() - 1);
        for (char other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            if (other != last) assertRefused(text.substring(0, text.length() - 1) + other, Drm.FAIRPLAY);
        }
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void a_token_opens_in_its_own_environment_and_system_alone(Token token) {
        String text = sealer.seal(token);
        for (Environment environment : Environment.values()) {
            for (Drm drm : Drm.values()) {
                boolean own = environment == token.environment() && drm == token.drm();
                assertEquals(own, sealer.open(text, environment, drm).isPresent());
            }
        }
    }

    @Test
    void old_tokens_stay_good_until_their_key_is_retired() {
        String old = sealer.seal(fairPlay());
        ring.rotate();
        String fresh = sealer.seal(fairPlay());
        assertTrue(sealer.open(old, Environment.TEST, Drm.FAIRPLAY).isPresent());
        assertTrue(sealer.open(fresh, Environment.TEST, Drm.FAIRPLAY).isPresent());
        ring.retireOldest();
        assertRefused(old, Drm.FAIRPLAY);
        assertTrue(sealer.open(fresh, Environment.TEST, Drm.FAIRPLAY).isPresent());
    }

    @Test
    void the_same_token_sealed_twice_is_two_texts() {
        Token token = fairPlay();
        assertNotEquals(sealer.seal(token), sealer.seal(token));
    }

    @Test
    void a_token_does_not_print_its_keys() {
        Token token = fairPlay();
        String key = token.rights().keys().getFirst().key().expose(HexFormat.of()::formatHex);
        String iv = token.rights().iv().orElseThrow().expose(HexFormat.of()::formatHex);
        assertTrue(!token.toString().contains(key) && !token.toString().contains(iv));
    }
}
