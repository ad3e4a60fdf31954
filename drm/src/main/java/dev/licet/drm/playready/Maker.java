package dev.licet.drm.playready;

import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.Made;
import dev.licet.drm.upstream.Asked;
import dev.licet.drm.upstream.Attempt;
import dev.licet.drm.upstream.HeaderTemplate;
import dev.licet.drm.upstream.Http;
import dev.licet.drm.upstream.HttpStatus;
import dev.licet.drm.upstream.Line;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.PlayReadyAnswer;
import dev.licet.drm.wire.PlayReadyFault;
import dev.licet.drm.wire.PlayReadyOperation;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A license maker: sends a challenge on as it came, and hands its answer on as it came.
final class Maker {
    private final PlayReadyBackEnd backEnd;
    private final Tools tools;

    Maker(PlayReadyBackEnd backEnd, Tools tools) {
        this.backEnd = backEnd;
        this.tools = tools;
    }

    /// What all license makers share.
    record Tools(Http http, Line line, Grant grants, InstantSource clock) {}

    /// Where one attempt goes, and what it has beside the challenge.
    private record Call(URI url, Map<String, String> headers) {}

    /// The word for its kind.
    String word() {
        return backEnd.word();
    }

    /// Whether it tells what only it can read about a device.
    boolean tellsDevices() {
        return backEnd instanceof PlayReadyBackEnd.Handler;
    }

    /// Asks, and waits no longer than the budget of upstreams.
    ///
    /// @param device what is known of the device so far
    Made ask(Order order, Device device) {
        return switch (tools.line().<Made>ask(limit -> attempt(order, device, limit))) {
            case Asked.Settled<Made>(Made made) -> made;
            case Asked.Failed<Made>(String why, Map<String, String> facts, Asked.Heard heard) -> {
                boolean certain = heard != Asked.Heard.UNKNOWN;
                yield new Made.Missing(silence(why), with(device, facts), Optional.empty(), certain);
            }
        };
    }

    private static Refused silence(String why) {
        return Refused.busy(Refusal.ADMIN_ERROR, "the license maker " + why).at(Rule.MAKER);
    }

    private Attempt<Made> attempt(Order order, Device device, Duration limit) {
        Call call = call(order);
        return switch (tools.http()
                .post(call.url(), call.headers(), order.request().envelope(), limit)) {
            case Http.Reply.Silent(String why, boolean sent) -> new Attempt.Silent<>(why, Map.of(), sent);
            case Http.Reply.TooLong(int _, String why) ->
                new Attempt.Settled<>(new Made.Missing(silence(why), device, Optional.empty(), false));
            case Http.Reply.Answered(int status, HttpHeaders headers, byte[] body) -> {
                Device told = tellsDevices() ? ClientFacts.told(device, headers) : device;
                yield read(order.request().operation(), new Reply(status, headers, body), told);
            }
        };
    }

    private Call call(Order order) {
        return switch (backEnd) {
            case PlayReadyBackEnd.Handler handler -> {
                var secret = handler.secrets().getFirst();
                String grant = tools.grants().seal(order, secret, tools.clock().instant());
                yield new Call(handler.url(), headers(order, Map.of(Grant.FIELD, grant)));
            }
            case PlayReadyBackEnd.Vendor vendor ->
                new Call(vendor.url(), headers(order, HeaderTemplate.filled(vendor.headers(), order.token())));
            case PlayReadyBackEnd.MicrosoftTest server ->
                new Call(TestServerUrl.of(server.url(), order.licenses()), headers(order, Map.of()));
        };
    }

    /// Those of SOAP, which a back end's own may replace.
    private static Map<String, String> headers(Order order, Map<String, String> own) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", order.request().mediaType());
        headers.put("SOAPAction", order.request().operation().soapAction());
        headers.putAll(own);
        return headers;
    }

    private record Reply(int status, HttpHeaders headers, byte[] body) {
        Answer answer() {
            return new Answer(body, headers.firstValue("Content-Type").orElse(PlayReadyFault.MEDIA_TYPE));
        }
    }

    /// Nothing of a license is read, for it is not ours; only whether there is one.
    private static Attempt<Made> read(PlayReadyOperation asked, Reply reply, Device device) {
        try {
            return switch (PlayReadyAnswer.read(reply.body())) {
                case PlayReadyAnswer.Refused(PlayReadyFault fault) ->
                    new Attempt.Settled<>(refused(fault, reply, device));
                case PlayReadyAnswer.Done(PlayReadyOperation done, List<String> licenses) -> {
                    boolean empty = asked == PlayReadyOperation.ACQUIRE_LICENSE && licenses.isEmpty();
                    boolean fits = done == asked && HttpStatus.of(reply.status()) == HttpStatus.SUCCESS && !empty;
                    yield fits
                            ? new Attempt.Settled<>(new Made.Given(reply.answer(), device))
                            : unreadable(reply, device);
                }
            };
        } catch (MalformedMessage somethingElse) {
            return unreadable(reply, device);
        }
    }

    /// The license maker's own words go to the device unchanged.
    private static Made refused(PlayReadyFault fault, Reply reply, Device device) {
        String status = PlayReadyFault.hex(fault.status());
        var facts = new HashMap<>(Map.of("maker_status", status));
        if (fault.status() == PlayReadyFault.DEVICE_REVOKED) facts.put("lint", "device-revoked");
        String why = "the license maker refused with " + status;
        var refused = fault.status() == PlayReadyFault.INTERNAL_ERROR
                ? Refused.service(Refusal.ADMIN_ERROR, why)
                : Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, why);
        var said = new Made.Said(faultStatus(reply.status()), reply.answer());
        return new Made.Missing(refused.at(Rule.MAKER), with(device, facts), Optional.of(said), true);
    }

    /// A fault is never sent under a status of success, because some players would repeat the request.
    private static int faultStatus(int status) {
        return HttpStatus.of(status) == HttpStatus.SUCCESS ? 500 : status;
    }

    private static Attempt<Made> unreadable(Reply reply, Device device) {
        var facts = Map.of("maker_status", Integer.toString(reply.status()));
        String why = HttpStatus.words(reply.status());
        return switch (HttpStatus.of(reply.status())) {
            case NO_ANSWER -> new Attempt.Silent<>(why, facts, true);
            case UNWELL -> new Attempt.Unwell<>(why, facts);
            case SUCCESS -> missing("answered with something that is no license", facts, device);
            case TOO_MANY_REQUESTS, REFUSED, OTHER -> missing(why, facts, device);
        };
    }

    /// Whatever it was, it does not reach the device.
    private static Attempt<Made> missing(String why, Map<String, String> facts, Device device) {
        var refused =
                Refused.service(Refusal.ADMIN_ERROR, "the license maker " + why).at(Rule.MAKER);
        return new Attempt.Settled<>(new Made.Missing(refused, with(device, facts), Optional.empty(), true));
    }

    private static Device with(Device device, Map<String, String> more) {
        var facts = new HashMap<>(device.facts());
        more.forEach(
                (name, value) -> facts.merge(name, value, (old, add) -> name.equals("lint") ? old + "," + add : add));
        return new Device(device.identity(), facts);
    }
}
