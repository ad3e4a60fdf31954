package dev.licet.device;

import dev.licet.crypto.Digest;
import dev.licet.crypto.P256;
import dev.licet.device.playready.PlayReadyClient;
import dev.licet.device.playready.PlayReadyDevice;
import dev.licet.device.playready.TestLicense;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.PlayReadyAnswer;
import dev.licet.drm.wire.PlayReadyFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plays with a simulated PlayReady client, whose license maker must be a test handler of ours: it cannot read
/// a genuine license. It checks that its challenge arrived there as it was sent.
final class PlayReadyPlayer implements Player {
    private static final String TAMPERED = "tampered";
    private static final String TRUNCATED = "truncated";
    private static final String KEY_MESSAGE = "key-message";
    private static final String CUSTOM_DATA = "custom-data";
    private static final String REPEAT = "repeat";
    private static final int STATUS_OK = 200;

    private final Setting setting;
    private final WidevineFlags flags;

    /// @param flags the device and the kids
    PlayReadyPlayer(Setting setting, WidevineFlags flags) {
        this.setting = setting;
        this.flags = flags;
    }

    @Override
    public List<String> misbehaviours() {
        return List.of(TAMPERED, TRUNCATED, KEY_MESSAGE, CUSTOM_DATA, REPEAT);
    }

    @Override
    public Outcome play(PlayRequest request) throws Complaint {
        var client = new PlayReadyClient(key(), setting.clock(), setting.random());
        boolean inCustomData = request.misbehave().equals(Optional.of(CUSTOM_DATA));
        var customData = inCustomData ? Optional.of(request.token()) : Optional.<String>empty();
        byte[] challenge = client.challenge(kids(), customData);
        byte[] body = misbehaved(challenge, request.misbehave().orElse(""));
        var target = inCustomData ? request.withoutToken() : request;
        int times = request.misbehave().equals(Optional.of(REPEAT)) ? request.times() : 1;
        Outcome outcome = send(target, client, challenge, body);
        for (int sent = 1; sent < times && outcome instanceof Outcome.Licensed; sent++) {
            outcome = send(target, client, challenge, body);
        }
        return outcome;
    }

    private P256.Key key() throws Complaint {
        if (flags.device == null) return P256.generate(setting.random());
        try {
            return PlayReadyDevice.load(flags.device);
        } catch (IOException unreadable) {
            throw new Complaint(ExitCode.USAGE, "there is no PlayReady device in " + flags.device);
        } catch (MalformedMessage malformed) {
            throw new Complaint(ExitCode.USAGE, flags.device + ": " + malformed.getMessage());
        }
    }

    private List<byte[]> kids() throws Complaint {
        return flags.kids.isEmpty() ? List.of() : WidevinePlayer.kids(flags.kids);
    }

    private static byte[] misbehaved(byte[] challenge, String how) {
        return switch (how) {
            case TAMPERED ->
                new String(challenge, StandardCharsets.UTF_8)
                        .replace("<Version>1</Version><ContentHeader>", "<Version>2</Version><ContentHeader>")
                        .getBytes(StandardCharsets.UTF_8);
            case TRUNCATED -> Arrays.copyOf(challenge, challenge.length / 2);
            case KEY_MESSAGE -> PlayReadyClient.keyMessage(challenge);
            default -> challenge;
        };
    }

    private static Outcome send(PlayRequest request, PlayReadyClient client, byte[] challenge, byte[] body)
            throws Complaint {
        var reply = request.post("text/xml; charset=utf-8", body);
        try {
            return switch (PlayReadyAnswer.read(reply.body())) {
                case PlayReadyAnswer.Refused(PlayReadyFault fault) -> Refusals.fault(reply, fault);
                case PlayReadyAnswer.Done done when reply.status() == STATUS_OK -> licensed(client, challenge, done);
                case PlayReadyAnswer.Done done -> Refusals.read(reply);
            };
        } catch (MalformedMessage malformed) {
            return reply.status() == STATUS_OK
                    ? new Outcome.Unusable("the answer is no PlayReady answer: " + malformed.getMessage())
                    : Refusals.read(reply);
        }
    }

    private static Outcome licensed(PlayReadyClient client, byte[] challenge, PlayReadyAnswer.Done done) {
        var keys = new ArrayList<Outcome.Key>();
        for (String text : done.licenses()) {
            var license = license(client, text);
            if (license.isEmpty()) return new Outcome.Unusable("a license is none of a test handler for this device");
            if (!Arrays.equals(license.get().challenge(), Digest.sha256(challenge)))
                return new Outcome.Unusable("the challenge was changed on its way to the license maker");
            keys.add(key(license.get()));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("system", "playready");
        facts.put("challenge", "arrived as it was sent");
        return keys.isEmpty() ? new Outcome.Unusable("there is no license") : new Outcome.Licensed(keys, facts);
    }

    private static Optional<TestLicense> license(PlayReadyClient client, String text) {
        try {
            return TestLicense.open(Base64.getMimeDecoder().decode(text), client.key());
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Outcome.Key key(TestLicense license) {
        String kid = HexFormat.of().formatHex(license.kid());
        return new Outcome.Key(Optional.of(kid), license.key(), Map.of());
    }
}
