package dev.licet.drm.playready;

import dev.licet.domain.token.Token;
import dev.licet.drm.ClockSkew;
import dev.licet.drm.Device;
import dev.licet.drm.upstream.Printable;
import dev.licet.drm.wire.PlayReadyChallenge;
import dev.licet.drm.wire.PlayReadyRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a challenge tells the record. None of it says who the device is. Neither `LA_URL` nor `CustomData` is
/// in it: both can carry a token.
final class ChallengeFacts {
    /// The end of the year 9999; a device may say anything.
    private static final long LATEST_TIME = 253_402_300_799L;

    private static final int MOST_KIDS = 16;

    private ChallengeFacts() {}

    static Device of(PlayReadyRequest request, PlayReadyChallenge challenge, Token token) {
        var facts = new HashMap<String, String>();
        facts.put("operation", request.operation().element());
        challenge.headerVersion().ifPresent(version -> facts.put("header_version", Printable.of(version)));
        challenge.clientVersion().ifPresent(version -> facts.put("client_version", Printable.of(version)));
        challenge
                .clientTime()
                .ifPresent(time -> facts.put(ClockSkew.DEVICE_TIME, Long.toString(Math.clamp(time, 0, LATEST_TIME))));
        String kids = challenge.kids().stream()
                .limit(MOST_KIDS)
                .map(HexFormat.of()::formatHex)
                .collect(Collectors.joining(","));
        if (!kids.isEmpty()) facts.put("header_kids", kids);
        String lints = String.join(",", lints(request, challenge, token));
        if (!lints.isEmpty()) facts.put("lint", lints);
        return new Device(Device.UNKNOWN.identity(), facts);
    }

    /// The same with who is asked.
    static Device by(Device device, Maker maker) {
        var facts = new HashMap<>(device.facts());
        facts.put("back_end", maker.word());
        return new Device(device.identity(), facts);
    }

    private static List<String> lints(PlayReadyRequest request, PlayReadyChallenge challenge, Token token) {
        var lints = new ArrayList<String>();
        if (request.wrapped()) lints.add("key-message-wrapper");
        if (challenge.kids().stream().anyMatch(kid -> !has(token, kid))) lints.add("kid-not-in-token");
        if (isInOtherMode(challenge, token)) lints.add("content-mode");
        return lints;
    }

    private static boolean has(Token token, byte[] kid) {
        return place(token, kid).isPresent();
    }

    private static OptionalInt place(Token token, byte[] kid) {
        var keys = token.rights().keys();
        return IntStream.range(0, keys.size())
                .filter(i -> keys.get(i)
                        .kid()
                        .filter(own -> Arrays.equals(own.bytes(), kid))
                        .isPresent())
                .findFirst();
    }

    /// Whether a license will say another mode of encryption than the content's header, so that nothing is shown.
    private static boolean isInOtherMode(PlayReadyChallenge challenge, Token token) {
        for (int i = 0; i < challenge.kids().size(); i++) {
            String said = challenge.algorithms().get(i);
            OptionalInt place = place(token, challenge.kids().get(i));
            if (place.isPresent() && isOther(said, token, place.getAsInt())) return true;
        }
        return false;
    }

    private static boolean isOther(String said, Token token, int key) {
        return switch (token.rights().playReady().keys().get(key).algorithm()) {
            case AES_CTR -> said.equals("AESCBC");
            case AES_CBC -> said.equals("AESCTR");
        };
    }
}
