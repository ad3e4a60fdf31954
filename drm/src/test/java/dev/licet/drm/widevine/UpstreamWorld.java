package dev.licet.drm.widevine;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreDamaged;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.drm.Device;
import dev.licet.drm.DrmSystem;
import dev.licet.drm.Message;
import dev.licet.drm.Opening;
import dev.licet.drm.UpstreamLimits;
import dev.licet.drm.WidevineOptions;
import dev.licet.drm.WidevinePorts;
import dev.licet.drm.system.DrmSystems;
import dev.licet.drm.widevine.upstream.GetLicenseStandIn;
import dev.licet.drm.wire.FixedRandom;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineClientId;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevineIssuer;
import dev.licet.drm.wire.WidevineLicenseRequest;
import dev.licet.drm.wire.WidevineSealedClientId;
import dev.licet.drm.wire.WidevineSignedMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A world whose account has an upstream, and devices that are not the operator's own.
final class UpstreamWorld implements AutoCloseable {
    /// Short where silence is waited for, and three failures in a row.
    static final UpstreamLimits QUICK =
            new UpstreamLimits(Duration.ofMillis(600), Duration.ofMillis(300), 8, 3, Duration.ofSeconds(5));
    /// Long enough for any machine.
    static final UpstreamLimits PATIENT =
            new UpstreamLimits(Duration.ofSeconds(60), Duration.ofSeconds(30), 8, 3, Duration.ofSeconds(5));

    final World world = new World();
    final GetLicenseStandIn standIn = new GetLicenseStandIn();
    Optional<WidevineBackEnd> backEnd = Optional.of(standIn.backEnd());
    /// Whether the row of the back end was tampered with.
    boolean damaged;
    UpstreamLimits limits = PATIENT;
    Set<Environment> embedded = Set.of(Environment.TEST);
    private DrmSystem system;

    /// One and the same, because it remembers how upstreams fare.
    DrmSystem system() {
        if (system == null) {
            var standard = WidevineOptions.STANDARD;
            var options = new WidevineOptions(embedded, standard.defaultLevel(), standard.renewal(), limits);
            system = DrmSystems.widevine(
                    new WidevinePorts(world, (account, where) -> backEnd(), world),
                    options,
                    () -> world.now,
                    world.random);
        }
        return system;
    }

    private Optional<WidevineBackEnd> backEnd() {
        if (damaged) throw new StoreDamaged("opening the Widevine back end", new IllegalStateException());
        return backEnd;
    }

    Opening open(byte[] challenge, Token token) throws MalformedMessage {
        return ((Message.LicenseRequest) system().classify(challenge, Optional.empty())).open(token, world.now);
    }

    Opening.Settled settle(byte[] challenge, Token token) throws MalformedMessage {
        return switch (open(challenge, token)) {
            case Opening.Settled settled -> settled;
            case Opening.Remote remote -> remote.ask();
            case Opening.Paid paid -> throw new AssertionError("nobody makes licenses here");
        };
    }

    Opening.Settled settle() throws MalformedMessage {
        return settle(foreignRoot(), token());
    }

    Opening.Denied denied() throws MalformedMessage {
        return (Opening.Denied) settle();
    }

    Device device(Opening.Settled settled) {
        return switch (settled) {
            case Opening.Ready ready -> ready.exchange().device();
            case Opening.Denied denied -> denied.device();
            case Opening.Reported reported -> reported.device();
        };
    }

    Token token() {
        return world.token(World.rights());
    }

    Token token(Rights rights) {
        return world.token(rights);
    }

    /// A device that is certified by somebody else.
    byte[] foreignRoot() {
        return foreignRoot(LicenseType.STREAMING);
    }

    byte[] foreignRoot(LicenseType type) {
        var random = new FixedRandom(77);
        var root = WidevineIssuer.root(World.SERVICE_KEY, world.now, random);
        var model = root.model(World.SYSTEM_ID, World.SERVICE_KEY, world.now, random);
        var clientId = World.clientId(world.device(model), new WidevineClientId.Info("model_name", "Claimed"));
        return world.challenge(World.first(clientId, World.pssh(type, World.KID)));
    }

    byte[] ofType(int type, byte[] token) {
        var clientId = new WidevineClientId(type, Optional.of(token), List.of(), Optional.empty());
        return world.challenge(World.first(clientId, World.pssh(LicenseType.STREAMING, World.KID)));
    }

    byte[] sealedFor(String provider, byte[] serial) {
        var sealed = new WidevineSealedClientId(provider, serial, new byte[64], new byte[16], new byte[256]);
        return world.challenge(new WidevineLicenseRequest(
                Optional.empty(),
                Optional.of(World.pssh(LicenseType.STREAMING, World.KID)),
                WidevineLicenseRequest.Type.NEW,
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.of(sealed)));
    }

    byte[] withCoreMessage() throws MalformedMessage {
        var own = WidevineSignedMessage.read(world.challenge());
        return new WidevineSignedMessage(
                        own.type(),
                        own.msg(),
                        own.signature(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.of(new byte[20]),
                        OptionalInt.empty())
                .toBytes();
    }

    /// A signed message whose request nobody here can read.
    static byte[] unreadable() {
        return WidevineSignedMessage.signed(
                        WidevineSignedMessage.Type.LICENSE_REQUEST, new byte[] {0x18, 0x07}, new byte[256])
                .toBytes();
    }

    @Override
    public void close() {
        standIn.close();
    }
}
