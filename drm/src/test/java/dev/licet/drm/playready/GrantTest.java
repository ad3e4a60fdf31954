package dev.licet.drm.playready;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.DirectDecrypter;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.FairPlayRules;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.WidevineRules;
import dev.licet.drm.wire.PlayReadyRequest;
import dev.licet.drm.wire.PlayReadyText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The payload of a grant, member by member, as `docs/playready.md` describes it to those who write handlers.
class GrantTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final GrantSecret SECRET = new GrantSecret("2026-11", SecretBytes.copyOf(new byte[32]));
    /// Everything that a token can say.
    private static final Rights RIGHTS = new Rights(
            List.of(new KeyGrant(
                    Optional.of(new KeyId(PlayReadyText.KID)),
                    SecretBytes.parseHex("000102030405060708090a0b0c0d0e0f"),
                    1,
                    Hdcp.NONE,
                    Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofHours(2)),
            Optional.empty(),
            true,
            List.of(new Extension("abcd", new byte[] {1, 2, 3})),
            FairPlayRules.NONE,
            new PlayReadyRules(
                    PlayReadyRules.Purchase.RENTAL,
                    Optional.of(NOW.plusSeconds(86_400)),
                    PlayReadyRules.UnknownOutputs.SD_ONLY,
                    Optional.of(0x0a0b0c0d),
                    Optional.empty(),
                    List.of(new PlayReadyRules.KeyRules(
                            3000,
                            PlayReadyRules.Algorithm.AES_CBC,
                            new PlayReadyRules.OutputLevels(150, 200, 500, 250, 270)))),
            WidevineRules.NONE);

    private static Token token() {
        return new Token(
                Environment.TEST,
                Drm.PLAYREADY,
                new AccountId(201722),
                TokenId.of(new byte[16]),
                NOW.minusSeconds(60),
                NOW.plusSeconds(3600),
                RIGHTS,
                Optional.empty(),
                Optional.of("order-4711"));
    }

    private static String payload() throws Exception {
        byte[] body = PlayReadyText.utf8(PlayReadyText.challenge(PlayReadyText.header40(), ""));
        var request = PlayReadyRequest.read(body);
        var licenses = GrantedLicense.of(token(), request.challenge().orElseThrow(), NOW);
        String sealed = new Grant(new SecureRandom()).seal(new Order(token(), request, licenses, NOW), SECRET, NOW);
        var jwe = JWEObject.parse(sealed);
        assertEquals("2026-11", jwe.getHeader().getKeyID());
        jwe.decrypt(new DirectDecrypter(new byte[32]));
        return jwe.getPayload().toString();
    }

    @Test
    void says_everything_that_the_token_says() throws Exception {
        String text = payload()
                .replaceFirst("\"jti\":\"[A-Za-z0-9_-]{22}\"", "\"jti\":\"J\"")
                .replaceFirst("\"challenge\":\"[A-Za-z0-9_-]{43}\"", "\"challenge\":\"C\"");
        assertEquals(
                "{\"v\":1,\"iat\":1795953600,\"exp\":1795953660,\"jti\":\"J\",\"environment\":\"test\","
                        + "\"account\":\"201722\",\"token\":\"00000000000000000000000000000000\","
                        + "\"operation\":\"AcquireLicense\",\"challenge\":\"C\",\"licenses\":["
                        + "{\"kid\":\"fd1a706a-c2b3-6002-888f-6d4a414333c3\",\"key\":\"AAECAwQFBgcICQoLDA0ODw==\","
                        + "\"algId\":\"AESCBC\",\"minSecurityLevel\":3000,\"persistent\":true,"
                        + "\"begin\":1795953300,\"end\":1796040000,\"firstPlay\":7200,"
                        + "\"opl\":{\"analogVideo\":150,\"compressedDigitalAudio\":200,\"compressedDigitalVideo\":500,"
                        + "\"uncompressedDigitalAudio\":250,\"uncompressedDigitalVideo\":270},"
                        + "\"unknownOutput\":\"SDOnly\",\"outputControlFlags\":\"0a0b0c0d\","
                        + "\"extensions\":[{\"type\":\"abcd\",\"id\":1633837924,\"payload\":\"AQID\"}]}],"
                        + "\"customData\":\"order-4711\"}",
                text);
    }

    @Test
    void has_no_member_that_the_contract_does_not_name() throws Exception {
        String page = Files.readString(Path.of("../docs/playready.md"));
        String contract = page.substring(page.indexOf("## The handler contract"), page.indexOf("## Trying it"));
        var unnamed = new ArrayList<String>();
        var member = Pattern.compile("\"([A-Za-z]+)\":").matcher(payload());
        while (member.find()) if (!contract.contains("`" + member.group(1) + "`")) unnamed.add(member.group(1));
        assertEquals(List.of(), unnamed);
    }
}
