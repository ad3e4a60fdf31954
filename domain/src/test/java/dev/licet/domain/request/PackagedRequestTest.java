package dev.licet.domain.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.PlayReadySetup;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagedKeys;
import dev.licet.domain.packager.PackagerSeeds;
import dev.licet.domain.packager.PackagingOptions;
import dev.licet.domain.packager.Period;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.PlayReadyRules.Algorithm;
import dev.licet.domain.token.PlayReadyRules.KeyRules;
import dev.licet.domain.token.PlayReadyRules.OutputLevels;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TrackType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tokens for keys that a packager was given: what the request does not say is as the packager's manifests say.
class PackagedRequestTest extends TokenDesk implements PackagedKeys, PackagerSeeds {
    private static final String BOUGHT = "&rightsType=BuyToOwn";
    private static final OutputLevels OF_HD = new OutputLevels(150, 100, 500, 100, 300);

    private final List<PackagedKey> given = new ArrayList<>(List.of(key(KID, new PackagedKey.Source.Seed(1))));
    private KeyOrigin origin = KeyOrigin.SEED;
    private final KeyProvider provider = new KeyProvider(
            new KeyProvider.Ports(
                    this,
                    this,
                    (account, where) -> PackagingOptions.DEFAULT.from(origin),
                    (account, where) -> PlayReadySetup.NONE,
                    this),
            () -> NOW,
            RANDOM);

    PackagedRequestTest() {
        packagers = Optional.of(provider);
    }

    private static PackagedKey key(String kid, PackagedKey.Source source) {
        return new PackagedKey(
                new KeyId(kid),
                "film",
                kid,
                TrackType.HD,
                Optional.of(Scheme.CBCS),
                Period.ALWAYS,
                Optional.empty(),
                source,
                Set.of(),
                NOW,
                NOW,
                "speke");
    }

    @Override
    public Noting note(Handout handout, BiPredicate<KeyId, byte[]> opens) {
        throw new IllegalStateException("nothing is given out here");
    }

    @Override
    public Optional<PackagedKey> find(AccountId account, Environment where, KeyId kid) {
        return given.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }

    @Override
    public List<PackagedKey> ofContent(AccountId account, Environment where, String contentId, int count) {
        return contentId.equals("other") ? List.of() : given;
    }

    @Override
    public List<Content> contents(AccountId account, Environment where, String after, int count) {
        return List.of();
    }

    @Override
    public Optional<Seed> newest(AccountId account, Environment where) {
        return find(account, where, 1);
    }

    @Override
    public Optional<Seed> find(AccountId account, Environment where, int number) {
        return Optional.of(new Seed(1, SecretBytes.copyOf(new byte[32]))).filter(seed -> number == seed.number());
    }

    private static String hex(SecretBytes secret) {
        return secret.expose(HexFormat.of()::formatHex);
    }

    private List<Lint> lints(Drm drm, String query) {
        return switch (issuer().issue(call(drm, query))) {
            case TokenOutcome.Issued issued -> issued.lints();
            case TokenOutcome.Denied(Refused why) -> throw new AssertionError(why);
        };
    }

    private boolean differs(Drm drm, String query) {
        return lints(drm, query).contains(Lint.NOT_AS_PACKAGED);
    }

    @Test
    void a_kid_alone_is_enough_for_widevine() {
        Token token = token(Drm.WIDEVINE, "kid=" + KID);
        var key = token.rights().keys().getFirst();
        var derived = provider.derived(ID, Environment.TEST, given.getFirst()).orElseThrow();
        assertEquals(hex(derived.value()), hex(key.key()));
        assertEquals(3, key.securityLevel());
        assertEquals(Hdcp.V1, key.hdcp());
        assertEquals(Optional.of(TrackType.HD), key.track());
        assertTrue(!differs(Drm.WIDEVINE, "kid=" + KID));
    }

    @ParameterizedTest
    @CsvSource({"securityLevel=3&hdcpOutputControl=1, false", "securityLevel=1, true", "hdcpOutputControl=0, true"})
    void a_widevine_request_that_says_something_else_is_noticed(String query, boolean other) {
        assertEquals(other, differs(Drm.WIDEVINE, "kid=" + KID + "&" + query));
    }

    @Test
    void a_kid_alone_is_enough_for_fairplay_which_has_the_packager_s_iv() {
        Token token = token(Drm.FAIRPLAY, "kid=" + KID);
        var derived = provider.derived(ID, Environment.TEST, given.getFirst()).orElseThrow();
        assertEquals(
                HexFormat.of().formatHex(derived.iv()), hex(token.rights().iv().orElseThrow()));
        assertEquals(
                Optional.of(FairPlayRules.Hdcp.TYPE_0),
                token.rights().fairPlay().hdcp());
        assertEquals(
                Optional.of(FairPlayRules.Level.BASELINE),
                token.rights().fairPlay().level());
        assertEquals(
                KEK,
                hex(token(Drm.FAIRPLAY, "kid=" + KID + "&iv=" + KEK)
                        .rights()
                        .iv()
                        .orElseThrow()));
        assertEquals(
                Optional.empty(), token(Drm.CLEARKEY, "kid=" + KID).rights().iv());
    }

    @ParameterizedTest
    @CsvSource({
        "licetHdcpType=0&licetSecurityLevel=baseline, false",
        "licetHdcpType=1, true",
        "licetSecurityLevel=main, true"
    })
    void a_fairplay_request_that_says_something_else_is_noticed(String query, boolean other) {
        assertEquals(other, differs(Drm.FAIRPLAY, "kid=" + KID + "&" + query));
    }

    @Test
    void playready_takes_levels_and_mode_from_the_packager() {
        var rules = token(Drm.PLAYREADY, "kid=" + KID + BOUGHT).rights().playReady();
        assertEquals(List.of(new KeyRules(2000, Algorithm.AES_CBC, OF_HD)), rules.keys());
    }

    @ParameterizedTest
    @CsvSource({
        "minCertSecurityLevel=2000&algId=aescbc, false, false",
        "minCertSecurityLevel=3000, true, false",
        "analogVideoOPL=200, true, false",
        "algId=aesctr, false, true"
    })
    void a_playready_request_that_says_something_else_is_noticed(String query, boolean other, boolean mode) {
        var lints = lints(Drm.PLAYREADY, "kid=" + KID + BOUGHT + "&" + query);
        assertEquals(other, lints.contains(Lint.NOT_AS_PACKAGED));
        assertEquals(mode, lints.contains(Lint.CONTENT_MODE));
    }

    @Test
    void clear_key_demands_nothing_and_differs_in_nothing() {
        assertTrue(!differs(Drm.CLEARKEY, "kid=" + KID));
    }

    @Test
    void the_name_of_a_content_stands_for_its_keys() {
        given.add(key(KEK, new PackagedKey.Source.Seed(1)));
        var both = List.of(new KeyId(KID), new KeyId(KEK));
        assertEquals(both, token(Drm.WIDEVINE, "contentId=film").rights().kids());
        assertEquals(
                List.of(new KeyId(KEK)),
                token(Drm.WIDEVINE, "contentId=film&kid=" + KEK).rights().kids());
    }

    @ParameterizedTest
    @CsvSource({"contentKey=" + KEY + ", -4018", "ek=" + EK + ", -4018", "contentId=, -4018", "contentId=other, -4018"})
    void a_request_that_speaks_of_a_key_or_of_no_content_must_name_its_kid(String query, int code) {
        String content = query.startsWith("contentId") ? "" : "contentId=film&";
        assertEquals(code, code(Drm.WIDEVINE, content + query));
    }

    @Test
    void a_token_carries_sixteen_keys_of_a_content_and_one_for_fairplay() {
        assertEquals(0, code(Drm.FAIRPLAY, "contentId=film"));
        for (int i = 1; i < 16; i++) given.add(key("%032x".formatted(i), new PackagedKey.Source.Seed(1)));
        assertEquals(16, token(Drm.WIDEVINE, "contentId=film").rights().keys().size());
        assertEquals(
                "the content has 16 keys at this moment, and a token carries at most 1",
                denied(Drm.FAIRPLAY, "contentId=film").reason());
        given.add(key("%032x".formatted(16), new PackagedKey.Source.Seed(1)));
        assertEquals(Refusal.KEY_DATA, denied(Drm.WIDEVINE, "contentId=film").why());
    }

    @Test
    void a_key_that_nobody_was_given_is_asked_for_in_vain() {
        String other = "securityLevel=1&hdcpOutputControl=0&kid=" + KEK;
        assertEquals(
                "no packager was given a key with this kid; send contentKey, or the kek of a stored key",
                denied(Drm.WIDEVINE, other).reason());
        given.set(0, key(KID, new PackagedKey.Source.Storage()));
        assertEquals(
                "the key of this kid is kept under a kek; send the kek",
                denied(Drm.WIDEVINE, "kid=" + KID).reason());
        given.set(0, key(KID, new PackagedKey.Source.Seed(2)));
        var gone = denied(Drm.WIDEVINE, "kid=" + KID);
        assertEquals("the seed of the key is gone; tell the operator", gone.reason());
        assertEquals(Refused.Blame.SERVICE, gone.blame());
    }

    @Test
    void an_account_without_packagers_is_not_looked_up() {
        origin = KeyOrigin.OFF;
        assertEquals(
                "the key store holds wrapped keys only; send the kek with the kid, or contentKey",
                denied(Drm.CLEARKEY, "kid=" + KID).reason());
    }
}
