package dev.licet.drm.fairplay;

import dev.licet.crypto.Aes;
import dev.licet.crypto.Rsa;
import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.spi.FairPlayDerivation;
import dev.licet.drm.spi.KeyPayload;
import dev.licet.drm.spi.KeyRequest;
import dev.licet.drm.spi.KeyRequest.ContentType;
import dev.licet.drm.wire.FairPlayKeys;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcContainer;
import dev.licet.drm.wire.SpcPayload;
import dev.licet.drm.wire.Tllv;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// An SPC whose envelope has been read. [#open] takes steps 2 to 11 of reference: fairplay.md 3.
///
/// Whatever is wrong up to the integrity check is the same refusal to the device, and an SPC key that cannot be
/// unwrapped is replaced by a random one and fails further on: otherwise our answers would help to decrypt
/// other people's SPCs (Manger 2001). What differs is the reason, which only the operator sees.
record SpcRequest(
        byte[] spc,
        SpcContainer container,
        Wrapping wrapping,
        KeyRing keyRing,
        Derivations derivations,
        KsmClient ksm,
        SecureRandom random)
        implements Message.LicenseRequest {

    private static final String NOT_UNWRAPPED = "-42605 the certificate hash is unknown or the key does not unwrap";

    @Override
    public Opening open(Token token, Instant now) {
        return keyRing.of(token.account(), token.environment())
                .map(keys -> open(token, keys))
                .orElseGet(() ->
                        denied(Refusal.FAIRPLAY_NOT_AUTHORIZED, "the account has no FairPlay credentials", envelope()));
    }

    private Opening open(Token token, KeyRing.Keys keys) {
        return switch (keys.find(container.certificateHash(), container.keyBits())) {
            case KeyRing.KeyServer server -> ask(token, server);
            case KeyRing.Found found -> open(token, keys, Optional.of(found));
            case KeyRing.Unknown() -> open(token, keys, Optional.empty());
        };
    }

    /// Level C: the certificate is one whose SPCs the operator's own key server answers.
    private Opening ask(Token token, KeyRing.KeyServer server) {
        keyRing.used(server.credential());
        if (token.rights().iv().isEmpty()) return broken("the token has no content IV", envelope());
        var order = new KsmOrder(token, spc);
        return order.impossible()
                .<Opening>map(reason -> denied(Refusal.CKC_FAILED, reason, envelope()))
                .orElseGet(() -> new KsmRequest(ksm, server.url(), order, envelope(), wrapping));
    }

    /// Steps 2 to 6. What is wrong with our own configuration is told before anything is decrypted, so that it
    /// says nothing about the SPC.
    private Opening open(Token token, KeyRing.Keys keys, Optional<KeyRing.Found> named) {
        Optional<Opening> unusable = named.flatMap(found -> unusable(token, found.credential()));
        if (unusable.isPresent()) return unusable.get();
        Optional<SecretBytes> unwrapped = unwrap(named, keys);
        boolean ours = named.isPresent() && unwrapped.isPresent();
        // Drawn in either case, so that the two cases cost the same.
        var noise = SecretBytes.random(random, Aes.BLOCK_BYTES);
        try {
            SpcPayload spc = SpcPayload.read(container.open(ours ? unwrapped.get() : noise));
            return ours ? derive(token, spc, named.get()) : unreadable(NOT_UNWRAPPED);
        } catch (MalformedMessage bad) {
            return unreadable(ours ? bad.getMessage() : NOT_UNWRAPPED);
        } finally {
            unwrapped.ifPresent(SecretBytes::wipe);
        }
    }

    /// For an unknown certificate some other key does the work, and what it yields is thrown away.
    private Optional<SecretBytes> unwrap(Optional<KeyRing.Found> named, KeyRing.Keys keys) {
        Optional<RsaPrivateKey> key =
                named.map(found -> found.certificate().key()).or(() -> keys.any(container.keyBits()));
        return key.flatMap(rsa -> Rsa.decryptOaep(container.oaep(), rsa, container.wrappedKey()))
                .filter(plain -> plain.length() == Aes.BLOCK_BYTES);
    }

    private Optional<Opening> unusable(Token token, FairPlayCredential credential) {
        String name = "the FairPlay derivation " + credential.derivation();
        Optional<FairPlayDerivation> derivation = derivations.named(credential.derivation());
        if (derivation.isEmpty()) return Optional.of(broken(name + " is not installed", envelope()));
        if (derivation.get().developmentOnly() && token.environment() == Environment.PRODUCTION) {
            String reason = name + " serves the test environment only";
            return Optional.of(denied(Refusal.FAIRPLAY_NOT_AUTHORIZED, reason, envelope()));
        }
        if (token.rights().iv().isEmpty()) return Optional.of(broken("the token has no content IV", envelope()));
        return Optional.empty();
    }

    /// Step 7. A plug-in is a stranger's code: what it throws must not end up as an internal error of ours.
    private Opening derive(Token token, SpcPayload spc, KeyRing.Found found) {
        FairPlayDerivation derivation =
                derivations.named(found.credential().derivation()).orElseThrow();
        KeyPayload payload;
        try {
            payload = Objects.requireNonNull(derivation.derive(keyRequest(token, spc, found)));
        } catch (RuntimeException | LinkageError plugInFailed) {
            String kind = plugInFailed.getClass().getSimpleName();
            return broken("the FairPlay derivation " + derivation.name() + " failed: " + kind, envelope());
        }
        if (payload instanceof KeyPayload.Derived) keyRing.used(found.credential());
        return derived(token, spc, payload);
    }

    private static KeyRequest keyRequest(Token token, SpcPayload spc, KeyRing.Found found) {
        KeyGrant grant = token.rights().keys().getFirst();
        return new KeyRequest(
                grant.key(),
                token.rights().iv().orElseThrow(),
                TrackContent.of(grant).map(TrackContent::type).orElse(ContentType.UNSPECIFIED),
                spc.sessionBlock(),
                spc.r2(),
                spc.integrity(),
                spc.keyFormats(),
                spc.versionUsed(),
                found.credential().secret(),
                found.certificate().sha1());
    }

    private Opening derived(Token token, SpcPayload spc, KeyPayload payload) {
        return switch (payload) {
            case KeyPayload.IntegrityMismatch _ -> unreadable("-42589 integrity of [SK..R1]");
            case KeyPayload.Unable(String reason) -> denied(Refusal.CKC_FAILED, "-42582 " + reason, envelope());
            case KeyPayload.Derived derived -> authenticated(token, spc, derived);
        };
    }

    /// Steps 8 to 11.
    private Opening authenticated(Token token, SpcPayload spc, KeyPayload.Derived derived) {
        Device device = SpcFacts.of(container, spc, derived.hu());
        if (!isSpoken(spc.versionUsed()) || !spc.supportsVersionUsed()) {
            return denied(Refusal.DEVICE_NOT_AUTHENTICATED, "-42590 protocol version " + spc.versionUsed(), device);
        }
        if (spc.sync().isPresent()) return new Opening.Reported(FairPlay.ACKNOWLEDGED, device);
        if (!spc.keyFormats().contains(derived.tag())) {
            return broken("the FairPlay derivation made a key format that the device does not read", device);
        }
        return switch (Terms.of(token.rights(), spc)) {
            case Terms.Impossible(String reason) -> denied(Refusal.CKC_FAILED, reason, device);
            case Terms.Written terms -> new Opening.Ready(exchange(spc, derived, terms, device));
        };
    }

    /// With `KEYFORMATVERSIONS="1"` devices use 1 even if they know 2, so the container's version demands
    /// nothing; only 3 makes no sense without a container of version 3.
    private boolean isSpoken(long protocolVersion) {
        return protocolVersion == 1 || protocolVersion == 2 || protocolVersion == 3 && container.version() == 3;
    }

    private CkcExchange exchange(SpcPayload spc, KeyPayload.Derived derived, Terms.Written terms, Device device) {
        return new CkcExchange(
                device,
                spc.playbackState().flatMap(state -> PlaybackSession.name(derived.hu(), state)),
                wrapping,
                FairPlayKeys.ckcKey(derived.r1(), spc.antiReplaySeed()),
                new Tllv(derived.tag(), derived.payload()),
                derived.r1(),
                spc.returned(),
                terms,
                random);
    }

    private Device envelope() {
        return SpcFacts.of(container);
    }

    /// The one refusal for everything that an attacker could tell apart. It keeps to the envelope's facts.
    private Opening unreadable(String reason) {
        return denied(Refusal.DEVICE_NOT_AUTHENTICATED, reason, envelope());
    }

    private static Opening denied(Refusal why, String reason, Device device) {
        return new Opening.Denied(Refused.request(why, reason), device);
    }

    private static Opening broken(String reason, Device device) {
        return new Opening.Denied(Refused.service(Refusal.CKC_FAILED, reason), device);
    }
}
