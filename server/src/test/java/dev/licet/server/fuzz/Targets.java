package dev.licet.server.fuzz;

import dev.licet.crypto.RecipientCertificate;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.RsaPublicKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.crypto.SelfSignedCertificate;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.TimeText;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.account.Authenticator;
import dev.licet.domain.credential.PlayReadySetup;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.key.Kek;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.request.Parameters;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.SealingKeys;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.wire.CkcContainer;
import dev.licet.drm.wire.PlayReadyAnswer;
import dev.licet.drm.wire.SpcPayload;
import dev.licet.drm.wire.WidevineCertificate;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineLicense;
import dev.licet.drm.wire.WidevineLicenseOutline;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.drm.wire.WidevineSignedCertificate;
import dev.licet.drm.wire.WidevineSignedMessage;
import dev.licet.keys.cpix.ContractRules;
import dev.licet.keys.cpix.CpixKeys;
import dev.licet.keys.cpix.Periods;
import dev.licet.keys.cpix.Recipient;
import dev.licet.keys.json.JsonObject;
import dev.licet.keys.license.GivenAnswer;
import dev.licet.keys.widevine.SignedEnvelope;
import dev.licet.keys.xml.XmlReader;
import dev.licet.server.admin.AdminJson;
import dev.licet.server.api.KeyJson;
import dev.licet.server.transfer.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Every parser that an outsider reaches, by the name of its corpus (reference: security.md S2).
final class Targets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.system();
    private static final SealingKeys KEYS = new FixedKeys();

    private Targets() {}

    static Map<String, Target> all() {
        var all = new TreeMap<String, Target>();
        all.put("form", Targets::form);
        all.put("token", Targets::token);
        all.put("words", Targets::words);
        all.put("certificate", Targets::certificate);
        all.put("spc-payload", SpcPayload::read);
        all.put("ckc", CkcContainer::read);
        all.put("playready-answer", PlayReadyAnswer::read);
        all.put("packager-xml", Targets::packagerXml);
        all.put("signed-json", SignedEnvelope::read);
        all.put("json", JsonObject::read);
        all.put("getlicense-answer", input -> GivenAnswer.read(200, input));
        all.put("key-json", KeyJson::read);
        all.put("admin-json", AdminJson::read);
        all.put("key-csv", KeyFiles::csv);
        all.put("key-json-lines", KeyFiles::jsonLines);
        all.putAll(protobuf());
        all.putAll(systems());
        all.putAll(HttpTargets.all());
        return all;
    }

    private static Map<String, Target> protobuf() {
        return Map.of(
                "widevine-signed-message", WidevineSignedMessage::read,
                "widevine-license-request", WidevineLicenseRequest::read,
                "widevine-client-id", WidevineClientId::read,
                "widevine-certificate", WidevineCertificate::read,
                "widevine-signed-certificate", WidevineSignedCertificate::read,
                "widevine-pssh", WidevinePssh::read,
                "widevine-license", Targets::license);
    }

    private static void license(byte[] input) throws Exception {
        WidevineLicenseOutline.read(input);
        WidevineLicense.read(input);
    }

    /// Bodies of redemptions, in all their wrappings, up to where a key would be needed.
    private static Map<String, Target> systems() {
        var widevine = DrmSystems.widevine(
                WidevinePorts.embedded(new NoTrust(), KEYS), WidevineOptions.STANDARD, CLOCK, RANDOM);
        var fairPlay = DrmSystems.fairPlay((account, environment) -> List.of(), Optional.empty(), CLOCK, RANDOM);
        var playReady = DrmSystems.playReady(
                (account, environment) -> PlayReadySetup.NONE, UpstreamLimits.STANDARD, CLOCK, RANDOM);
        return Map.of(
                "widevine", input -> classify(widevine, input),
                "fairplay", input -> classify(fairPlay, input),
                "playready", input -> classify(playReady, input),
                "clearkey", input -> classify(DrmSystems.clearKey(), input));
    }

    private static void classify(DrmSystem system, byte[] input) throws Exception {
        system.classify(input, input.length % 2 == 0 ? Optional.empty() : Optional.of("application/json"));
    }

    private static void form(byte[] input) {
        var parameters = Parameters.read(latin(input), input);
        for (String name : parameters.names()) {
            parameters.value(name);
            parameters.first(name);
            parameters.all(name);
        }
    }

    private static void token(byte[] input) {
        var sealer = new TokenSealer(KEYS, RANDOM);
        for (Drm drm : Drm.values()) sealer.open(latin(input), Environment.TEST, drm);
        sealer.openAnywhere(latin(input));
    }

    /// Short texts: dates, key ids, keys, numbers.
    private static void words(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        TimeText.utc(text);
        TimeText.zoned(text);
        TimeText.zonedOrUtc(text);
        TimeText.day(text);
        TimeText.month(text);
        KeyId.parse(text);
        Kek.parse(text);
        Authenticator.parse(text);
        AccountId.parse(text);
    }

    private static void certificate(byte[] input) {
        RsaPublicKey.parse(input, 1024, 4096);
        RsaPrivateKey.parse(input);
        RecipientCertificate.read(input);
        SelfSignedCertificate.publicKeyOf(input);
    }

    private static void packagerXml(byte[] input) throws Exception {
        var root = XmlReader.read(input);
        var keys = new CpixKeys(Optional.empty());
        Recipient.of(root);
        new ContractRules(Periods.of(root)).readFirst(root);
        keys.read(root);
    }

    private static String latin(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }

    /// The corpus has tokens under this key.
    private static final class FixedKeys implements SealingKeys {
        private static final SealingKey ONLY = new SealingKey(1, SecretBytes.parseHex("11".repeat(SealingKey.BYTES)));

        @Override
        public SealingKey newest() {
            return ONLY;
        }

        @Override
        public Optional<SealingKey> find(int id) {
            return id == ONLY.id() ? Optional.of(ONLY) : Optional.empty();
        }
    }

    private static final class NoTrust implements WidevineTrust {
        @Override
        public List<WidevineIdentity> identities() {
            return List.of();
        }

        @Override
        public boolean isRevoked(byte[] serial) {
            return false;
        }

        @Override
        public OptionalInt highestLevel(long systemId) {
            return OptionalInt.empty();
        }
    }
}
