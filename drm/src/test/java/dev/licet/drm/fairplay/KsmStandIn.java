package dev.licet.drm.fairplay;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Refused;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.drm.Device;
import dev.licet.drm.Opening;
import dev.licet.drm.upstream.LoopbackServer.Reaction;
import dev.licet.drm.upstream.LoopbackServer.Request;
import dev.licet.drm.wire.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Speaks the JSON of Apple's key server and knows the stand-in derivation instead of Apple's secret.
final class KsmStandIn {
    private static final Pattern APPLES_NUMBER = Pattern.compile("^(-42\\d{3}) ");

    private final FairPlay fairPlay = World.fairPlay(World.CREDENTIAL);
    /// `asset-info[0]` of the last request.
    Map<?, ?> asset = Map.of();

    Reaction answer(Request request) {
        try {
            Object order = first(
                    member(member(SmallJson.read(text(request.body())), "fairplay-streaming-request"), "create-ckc"));
            byte[] spc = Base64.getDecoder().decode(member(order, "spc").toString());
            asset = (Map<?, ?>) first(member(order, "asset-info"));
            return Reaction.text(200, answer(World.open(fairPlay, spc, World.token(rights()))));
        } catch (MalformedMessage malformed) {
            return Reaction.text(200, failed("-42581"));
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Object member(Object object, String name) {
        return ((Map<?, ?>) object).get(name);
    }

    private static Object first(Object list) {
        return ((List<?>) list).getFirst();
    }

    private Rights rights() {
        var grant = new KeyGrant(Optional.empty(), secret("content-key"), 1, Hdcp.NONE, Optional.empty());
        return new Rights(
                List.of(grant),
                Optional.of(secret("content-iv")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of());
    }

    private SecretBytes secret(String name) {
        return SecretBytes.parseHex(asset.get(name).toString());
    }

    private static String answer(Opening opening) {
        return switch (opening) {
            case Opening.Ready(var exchange) -> {
                String hu =
                        HexFormat.of().formatHex(exchange.device().identity().orElseThrow());
                String ckc =
                        Base64.getEncoder().encodeToString(exchange.answer().body());
                yield response("\"status\":0,\"hu\":\"" + hu + "\",\"os-version\":1703936,\"device-class\":2,\"ckc\":\""
                        + ckc + "\"");
            }
            case Opening.Paid _ -> failed("-42601");
            case Opening.Denied(Refused why, Device _) -> {
                var number = APPLES_NUMBER.matcher(why.reason());
                yield failed(number.find() ? number.group(1) : "-42601");
            }
            case Opening.Reported _, Opening.Remote _ -> failed("-42601");
        };
    }

    static String failed(String status) {
        return response("\"status\":" + status);
    }

    private static String response(String members) {
        return "{\"fairplay-streaming-response\":{\"create-ckc\":[{\"id\":1," + members + "}]}}";
    }
}
