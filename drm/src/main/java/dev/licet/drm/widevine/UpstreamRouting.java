package dev.licet.drm.widevine;

import dev.licet.crypto.Digest;
import dev.licet.domain.Refusal;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.token.Token;
import dev.licet.drm.Answer;
import dev.licet.drm.Device;
import dev.licet.drm.Exchange;
import dev.licet.drm.Opening;
import dev.licet.drm.SessionOpening;
import dev.licet.drm.widevine.upstream.Ask;
import dev.licet.drm.widevine.upstream.Upstream;
import dev.licet.drm.widevine.upstream.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Requests that are not for the embedded back end: the upstream of the account answers them, if there is one
/// (reference: widevine.md 2.9). It is asked before the charge, so that its failure never costs anything.
final class UpstreamRouting {
    private final Widevine widevine;

    UpstreamRouting(Widevine widevine) {
        this.widevine = widevine;
    }

    /// A request that the embedded back end leaves alone.
    ///
    /// @param body    as it came
    /// @param why     the reason, for the record
    /// @param claimed what is known of the device; its identity may be taken for true once the upstream says yes
    /// @param wanted  what it asks for
    record Left(byte[] body, String why, Device claimed, Wanted wanted) {}

    Opening first(Token token, Left left) {
        var upstream = widevine.upstreams().of(token);
        if (upstream.isEmpty()) return new Opening.Denied(nobody(left), anonymous(left.claimed()));
        if (left.wanted() instanceof Wanted.Unread && !upstream.get().takesUnread()) {
            return new Opening.Denied(unread(left), anonymous(left.claimed()));
        }
        return new Question(upstream.get(), ask(Ask.Purpose.LICENSE, token, left), left);
    }

    /// What an upstream is asked once nothing else has to be found out.
    private record Question(Upstream upstream, Ask question, Left left) implements Opening.Remote {
        @Override
        public Device device() {
            return anonymous(left.claimed());
        }

        @Override
        public Settled ask() {
            return asked(upstream, question, left);
        }
    }

    /// Session requests cost us no cryptography, so nothing is held while the upstream is waited for.
    ///
    /// @param session how the license names its session
    SessionOpening session(SessionOpening.Kind kind, Token token, byte[] session, Left left) {
        var upstream = widevine.upstreams().of(token);
        if (upstream.isEmpty()) return new SessionOpening.Denied(nobody(left), anonymous(left.claimed()));
        return switch (asked(upstream.get(), ask(Ask.Purpose.SESSION, token, left), left)) {
            case Opening.Ready(Exchange exchange) -> new SessionOpening.Ready(kind, named(token, session), exchange);
            case Opening.Denied(Refused why, Device device) -> new SessionOpening.Denied(why, device);
            case Opening.Reported reported -> throw new IllegalStateException("an upstream reports nothing");
        };
    }

    private static Refused nobody(Left left) {
        return Refused.request(Refusal.DEVICE_NOT_AUTHENTICATED, left.why() + ", and no upstream is configured");
    }

    /// Who cannot read what is asked for cannot see whether the token allows it.
    private static Refused unread(Left left) {
        return Refused.request(
                        Refusal.DEVICE_NOT_AUTHENTICATED,
                        left.why() + ", and the relay of this account gets only requests that can be read here")
                .at(Rule.MESSAGE);
    }

    private Ask ask(Ask.Purpose purpose, Token token, Left left) {
        var policy = Policies.first(token.rights(), widevine.options().renewal());
        return new Ask(purpose, token, left.body(), policy);
    }

    private static Opening.Settled asked(Upstream upstream, Ask ask, Left left) {
        var device = DeviceFacts.backEnd(left.claimed(), upstream.word());
        return switch (upstream.license(ask)) {
            case Verdict.Given(byte[] message, Map<String, String> facts) ->
                given(message, ask.token(), left, DeviceFacts.told(device, facts));
            case Verdict.Denied(Refused why, Map<String, String> facts) ->
                new Opening.Denied(because(why, left), anonymous(DeviceFacts.told(device, facts)));
        };
    }

    private static Opening.Settled given(byte[] message, Token token, Left left, Device device) {
        return GivenLicense.fault(message, token.rights(), left.wanted())
                .<Opening.Settled>map(why -> new Opening.Denied(because(unfit(why), left), device))
                .orElseGet(() -> new Opening.Ready(new Held(device, Answer.raw(message))));
    }

    private static Refused unfit(String why) {
        return Refused.request(Refusal.LICENSE_FAILED, "the upstream " + why).at(Rule.POLICY);
    }

    private static Refused because(Refused why, Left left) {
        return why.adding("; it was asked because " + left.why());
    }

    /// Nobody has verified it.
    static Device anonymous(Device device) {
        return new Device(Optional.empty(), device.facts());
    }

    /// The upstream's sessions of all accounts and ours lie in one ledger, so each gets a name that no other has.
    private static byte[] named(Token token, byte[] session) {
        String whose = token.environment().word() + " " + token.account() + " ";
        byte[] owner = Digest.sha256(whose.getBytes(StandardCharsets.US_ASCII));
        byte[] both = new byte[owner.length + session.length];
        System.arraycopy(owner, 0, both, 0, owner.length);
        System.arraycopy(session, 0, both, owner.length, session.length);
        return Digest.sha256(both);
    }

    /// An answer that is already here.
    private record Held(Device device, Answer answer) implements Exchange {}
}
