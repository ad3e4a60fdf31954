package dev.licet.keys.license;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.license.LicenseRequest.Marks;
import dev.licet.keys.license.LicenseRequest.Terms;
import dev.licet.keys.widevine.ContentName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes what a signed request asks for as a token.
final class LicenseOrders {
    /// The ledger finds a token by id and expiry, so all requests of one purchase have the same expiry: the end of the
    /// period after the present one. A purchase is remembered for one period at least.
    private static final long PERIOD_SECONDS = Duration.ofDays(30).toSeconds();
    /// How wrong a device's clock may be for its time to be taken.
    private static final Duration TOLERANCE = Duration.ofHours(1);

    private static final KeyId NO_KID = KeyId.of(new byte[KeyId.BYTES]);

    private final InstantSource clock;

    LicenseOrders(InstantSource clock) {
        this.clock = clock;
    }

    /// Where no license is made, the keys of the token are those that the challenge names, and open nothing.
    static List<KeyGrant> nothing(LicenseRequest request) {
        List<KeyId> kids = ChallengeOutline.of(request.payload()).kids();
        return (kids.isEmpty() ? List.of(NO_KID) : kids)
                .stream().map(LicenseOrders::nothing).toList();
    }

    private static KeyGrant nothing(KeyId kid) {
        var zeros = SecretBytes.copyOf(new byte[KeyGrant.KEY_BYTES]);
        return new KeyGrant(Optional.of(kid), zeros, 1, Hdcp.NONE, Optional.of(TrackType.SD));
    }

    LicenseOrder of(Signatory signatory, LicenseRequest request, List<KeyGrant> keys) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var token = new Token(
                signatory.environment(),
                Drm.WIDEVINE,
                signatory.account(),
                PurchaseId.of(signatory, request, keys),
                now,
                expiry(request, now),
                rights(request, keys),
                contentId(request),
                request.marks().purchase().flatMap(LicenseOrders::cookie));
        return new LicenseOrder(token, request.payload(), facts(signatory, request.marks()));
    }

    /// By the time of the challenge where that can be, so that a retry has the expiry of what it repeats.
    private static Instant expiry(LicenseRequest request, Instant now) {
        Instant moment = ChallengeOutline.of(request.payload())
                .time()
                .filter(time -> Duration.between(time, now).abs().compareTo(TOLERANCE) <= 0)
                .orElse(now);
        long period = moment.getEpochSecond() / PERIOD_SECONDS;
        return Instant.ofEpochSecond((period + 2) * PERIOD_SECONDS);
    }

    /// What only asks what a challenge is, asks for no terms that could be in the way.
    private static Rights rights(LicenseRequest request, List<KeyGrant> keys) {
        Terms terms = request.wanted().terms();
        boolean free = request.purpose() != LicenseRequest.Purpose.LICENSE;
        return new Rights(
                keys,
                Optional.empty(),
                terms.begin(),
                terms.play(),
                Optional.empty(),
                free || terms.persistent(),
                List.of(),
                FairPlayRules.NONE,
                PlayReadyRules.NONE,
                terms.rules());
    }

    private static Optional<String> contentId(LicenseRequest request) {
        return request.marks()
                .contentId()
                .or(() -> ChallengeOutline.of(request.payload()).contentId())
                .map(ContentName::of);
    }

    /// Records find it as the caller's mark: as text where it is text, else in hexadecimal.
    private static Optional<String> cookie(byte[] purchase) {
        return text(purchase)
                .filter(Token::isCookie)
                .or(() -> Optional.of(HexFormat.of().formatHex(purchase)).filter(Token::isCookie));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static Map<String, String> facts(Signatory signatory, Marks marks) {
        var facts = new HashMap<>(signatory.facts());
        marks.session().ifPresent(id -> facts.put("session", HexFormat.of().formatHex(id)));
        return facts;
    }
}
