package dev.licet.drm.playready;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.licet.crypto.Digest;
import dev.licet.domain.credential.GrantSecret;
import dev.licet.domain.token.Extension;
import dev.licet.domain.token.PlayReadyRules;
import dev.licet.drm.wire.Json;
import dev.licet.drm.wire.PlayReadyGuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// The keys and rules for exactly one challenge, encrypted to a handler: a compact JWE (RFC 7516), `dir` with
/// `A256GCM` (`docs/playready.md` has the contract). It travels beside the challenge, because the device has
/// signed the challenge and not a byte of that may change.
final class Grant {
    /// The header field that it travels in.
    static final String FIELD = "X-Licet-Grant";
    /// How long a handler may take it for good.
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final int VERSION = 1;
    private static final int ID_BYTES = 16;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final SecureRandom random;

    /// @param random for ids and nonces
    Grant(SecureRandom random) {
        this.random = random;
    }

    /// A fresh one. Each attempt has its own, because a handler takes each only once.
    ///
    /// @param sealed when it is made
    String seal(Order order, GrantSecret secret, Instant sealed) {
        byte[] payload = payload(order, sealed);
        try {
            var header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                    .keyID(secret.id())
                    .build();
            var jwe = new JWEObject(header, new Payload(payload));
            secret.key().expose(key -> encrypt(jwe, key));
            return jwe.serialize();
        } finally {
            Arrays.fill(payload, (byte) 0);
        }
    }

    private JWEObject encrypt(JWEObject jwe, byte[] key) {
        try {
            var encrypter = new DirectEncrypter(key);
            encrypter.getJCAContext().setSecureRandom(random);
            jwe.encrypt(encrypter);
            return jwe;
        } catch (KeyLengthException impossible) {
            throw new IllegalStateException("a grant secret has 32 bytes");
        } catch (JOSEException missing) {
            throw new IllegalStateException("A256GCM is missing");
        }
    }

    private byte[] payload(Order order, Instant sealed) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Json.object(json -> {
            json.writeNumberField("v", VERSION);
            json.writeNumberField("iat", sealed.getEpochSecond());
            json.writeNumberField("exp", sealed.plus(LIFE).getEpochSecond());
            json.writeStringField("jti", BASE64URL.encodeToString(id));
            addressee(json, order);
            json.writeArrayFieldStart("licenses");
            for (GrantedLicense license : order.licenses()) write(json, license);
            json.writeEndArray();
            text(json, "customData", order.token().cookie());
        });
    }

    /// The account, the token and the one challenge that the grant is for.
    private static void addressee(JsonGenerator json, Order order) throws IOException {
        json.writeStringField("environment", order.token().environment().word());
        json.writeStringField("account", order.token().account().toString());
        json.writeStringField("token", order.token().id().hex());
        json.writeStringField("operation", order.request().operation().element());
        byte[] digest = Digest.sha256(order.request().envelope());
        json.writeStringField("challenge", BASE64URL.encodeToString(digest));
    }

    private static void write(JsonGenerator json, GrantedLicense license) throws IOException {
        json.writeStartObject();
        byte[] kid = license.key().kid().orElseThrow().bytes();
        json.writeStringField("kid", PlayReadyGuid.dashed(kid));
        json.writeStringField("key", license.key().key().expose(BASE64::encodeToString));
        json.writeStringField("algId", algorithm(license.rules().algorithm()));
        json.writeNumberField("minSecurityLevel", license.rules().securityLevel());
        times(json, license);
        levels(json, license.rules().levels());
        json.writeStringField("unknownOutput", license.outputs().word());
        text(json, "outputControlFlags", license.controls().map(HexFormat.of()::toHexDigits));
        json.writeArrayFieldStart("extensions");
        for (Extension extension : license.extensions()) write(json, extension);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void times(JsonGenerator json, GrantedLicense license) throws IOException {
        json.writeBooleanField("persistent", license.persistent());
        seconds(json, "begin", license.begin());
        seconds(json, "end", license.end());
        if (license.firstPlay().isPresent())
            json.writeNumberField("firstPlay", license.firstPlay().get().toSeconds());
    }

    private static String algorithm(PlayReadyRules.Algorithm algorithm) {
        return switch (algorithm) {
            case AES_CTR -> "AESCTR";
            case AES_CBC -> "AESCBC";
        };
    }

    private static void levels(JsonGenerator json, PlayReadyRules.OutputLevels levels) throws IOException {
        json.writeObjectFieldStart("opl");
        json.writeNumberField("analogVideo", levels.analogVideo());
        json.writeNumberField("compressedDigitalAudio", levels.compressedDigitalAudio());
        json.writeNumberField("compressedDigitalVideo", levels.compressedDigitalVideo());
        json.writeNumberField("uncompressedDigitalAudio", levels.uncompressedDigitalAudio());
        json.writeNumberField("uncompressedDigitalVideo", levels.uncompressedDigitalVideo());
        json.writeEndObject();
    }

    /// Four letters are a number of 32 bits, big-endian (reference: token-api.md 7).
    private static void write(JsonGenerator json, Extension extension) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", extension.type());
        json.writeNumberField("id", number(extension.type().getBytes(StandardCharsets.US_ASCII)));
        json.writeStringField("payload", BASE64.encodeToString(extension.payload()));
        json.writeEndObject();
    }

    private static long number(byte[] letters) {
        long number = 0;
        for (byte letter : letters) number = number << 8 | letter & 0xff;
        return number;
    }

    private static void seconds(JsonGenerator json, String name, Optional<Instant> time) throws IOException {
        if (time.isPresent()) json.writeNumberField(name, time.get().getEpochSecond());
    }

    private static void text(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) json.writeStringField(name, text.get());
    }
}
