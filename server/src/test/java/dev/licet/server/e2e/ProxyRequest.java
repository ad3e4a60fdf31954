package dev.licet.server.e2e;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// A request of a license proxy (reference: widevine.md 3.3).
///
/// @param message JSON
record ProxyRequest(String message) {
    /// For the key of [TokenCatalogue], with whatever else stands before its end.
    static ProxyRequest of(byte[] challenge, String more) {
        return withKeys(challenge, spec(TokenCatalogue.KID, TokenCatalogue.KEY, 1), more);
    }

    static ProxyRequest withKeys(byte[] challenge, String specs, String more) {
        return bare(challenge, ",\"content_key_specs\":[" + specs + "]" + more);
    }

    /// Without keys.
    static ProxyRequest bare(byte[] challenge, String more) {
        return new ProxyRequest("{\"payload\":\"" + Base64.getEncoder().encodeToString(challenge) + "\"" + more + "}");
    }

    static String spec(String kid, String key, int level) {
        return "{\"track_type\":\"SD\",\"key_id\":\"" + base64(kid) + "\",\"key\":\"" + base64(key)
                + "\",\"security_level\":" + level + ",\"required_output_protection\":{\"hdcp\":\"HDCP_V1\"}}";
    }

    static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    /// The envelope, signed by that signer.
    byte[] signed(Signer signer) {
        return ShakaRequest.envelope(bytes(), ((AesKey) signer.key()).sign(bytes()), signer.name());
    }

    byte[] bytes() {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    /// One with a key of its own, which the service has noticed: it looks for changes once a second.
    static Signer signer(RunningService service, AccountId account, Environment environment, String name) {
        var key = new AesKey(
                SecretBytes.random(RunningService.RANDOM, AesKey.KEY_BYTES),
                SecretBytes.random(RunningService.RANDOM, AesKey.IV_BYTES));
        return known(service, new Signer(name, account, environment, key));
    }

    static Signer known(RunningService service, Signer made) {
        service.operator().administration().signers().create(made).orThrow();
        String url = service.url(made.environment(), "/wv/getlicense/" + made.name());
        byte[] certificate = new ProxyRequest("{\"payload\":\"CAQ=\"}").signed(made);
        for (int tries = 0; tries < 100; tries++) {
            if (Api.postBytes(url, certificate).text().contains("\"OK\"")) return made;
            pause();
        }
        throw new IllegalStateException("the service does not notice the signer");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
