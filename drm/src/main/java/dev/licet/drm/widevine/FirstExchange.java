package dev.licet.drm.widevine;

import dev.licet.crypto.Rsa;
import dev.licet.domain.token.SealingKey;
import dev.licet.domain.token.Token;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.Exchange;
import dev.licet.drm.wire.WidevineSessionKeys;
import java.time.Instant;
import java.util.Optional;

/// A first license that only waits for its random numbers.
final class FirstExchange implements Exchange {
    private final Widevine widevine;
    private final Asked asked;
    private final DeviceChain chain;
    private final Grant grant;
    private final Device device;
    private final SealingKey sealingKey;

    /// What the license answers.
    ///
    /// @param request what the device signed
    /// @param token   what it came with
    /// @param now     when it came
    record Asked(byte[] request, Token token, Instant now) {}

    FirstExchange(Widevine widevine, Asked asked, DeviceChain chain, Grant grant, Device device) {
        this.widevine = widevine;
        this.asked = asked;
        this.chain = chain;
        this.grant = grant;
        this.device = device;
        this.sealingKey = widevine.sessions().newest();
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public Answer answer() {
        var random = LicenseRandomness.of(grant, widevine.random());
        var keys = WidevineSessionKeys.derive(random.sessionKey(), asked.request());
        var license = LicenseWriter.first(grant, random, keys.encryption(), sessionToken(random, keys));
        var sealed = Rsa.encryptOaep(Rsa.Oaep.SHA1, chain.device().key(), random.sessionKey(), widevine.random());
        return Answer.raw(LicenseWriter.signed(license, keys.macServer())
                .withSessionKey(sealed)
                .toBytes());
    }

    private Optional<byte[]> sessionToken(LicenseRandomness random, WidevineSessionKeys derived) {
        if (!grant.keepsSession()) return Optional.empty();
        var lasting = random.signingKey().map(derived::withMacKeys).orElse(derived);
        return Optional.of(widevine.sessions().seal(session(random, lasting), sealingKey, widevine.random()));
    }

    private Session.Owner owner(Token token) {
        var kids = grant.keys().stream().flatMap(key -> key.kid().stream()).toList();
        return new Session.Owner(token.account(), token.environment(), kids);
    }

    private Session session(LicenseRandomness random, WidevineSessionKeys keys) {
        return new Session(
                asked.token().id(),
                Optional.of(owner(asked.token())),
                random.sessionId(),
                0,
                asked.now(),
                chain.device().certificate().serial(),
                chain.model().certificate().serial(),
                keys.macServer(),
                keys.macClient());
    }
}
