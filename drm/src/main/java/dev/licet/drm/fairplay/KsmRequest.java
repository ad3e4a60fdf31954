package dev.licet.drm.fairplay;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.Exchange;
import dev.licet.drm.Opening;
import dev.licet.drm.wire.MalformedMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// An SPC that is answered by a key server of the operator (reference: fairplay.md 6.4, level C). The CKC is
/// fetched before the charge, so that a key server that fails costs the account nothing.
///
/// @param client   asks
/// @param url      of the key server
/// @param order    what it is asked
/// @param envelope what is known of the device before
/// @param wrapping how to pack the CKC
record KsmRequest(KsmClient client, URI url, KsmOrder order, Device envelope, Wrapping wrapping)
        implements Opening.Remote {
    private static final int HU_DIGITS = 40;

    @Override
    public Settled ask() {
        return switch (client.post(url, order.json())) {
            case KsmClient.Reply.Answered(byte[] body) -> read(body);
            case KsmClient.Reply.Wrong(String why) -> broken(why, envelope);
            case KsmClient.Reply.Silent(String why) ->
                new Opening.Denied(Refused.busy(Refusal.CKC_FAILED, "the FairPlay key server " + why), envelope);
        };
    }

    private Settled read(byte[] body) {
        try {
            return settled(KsmAnswer.read(body));
        } catch (MalformedMessage unreadable) {
            return broken("answered with something unreadable: " + unreadable.getMessage(), envelope);
        }
    }

    private Settled settled(KsmAnswer answer) {
        Device device = device(answer);
        if (answer.status() != 0) return new Opening.Denied(answer.refused(), device);
        return answer.ckc()
                .<Settled>map(ckc -> new Opening.Ready(new FetchedCkc(device, wrapping, ckc)))
                .orElseGet(() -> broken("gave no CKC", device));
    }

    private Device device(KsmAnswer answer) {
        Map<String, String> facts = new HashMap<>(envelope.facts());
        facts.putAll(answer.facts());
        return new Device(answer.hu().map(KsmRequest::identity), facts);
    }

    /// The same bytes as when we open the SPC ourselves, where the server writes them in hexadecimal digits.
    private static byte[] identity(String hu) {
        boolean hex = hu.length() == HU_DIGITS && hu.chars().allMatch(HexFormat::isHexDigit);
        return hex ? HexFormat.of().parseHex(hu) : hu.getBytes(StandardCharsets.UTF_8);
    }

    private static Opening.Denied broken(String why, Device device) {
        return new Opening.Denied(Refused.service(Refusal.CKC_FAILED, "the FairPlay key server " + why), device);
    }

    /// A CKC that is there already.
    private record FetchedCkc(Device device, Wrapping wrapping, byte[] ckc) implements Exchange {
        @Override
        public Answer answer() {
            return wrapping.answer(ckc);
        }
    }

    /// Names no bytes and no address, which may hold a secret.
    @Override
    public String toString() {
        return "KsmRequest";
    }
}
