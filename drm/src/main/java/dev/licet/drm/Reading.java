package dev.licet.drm;

import dev.licet.domain.key.KeyId;
import dev.licet.drm.wire.MalformedMessage;
import java.util.Optional;

/// What was sent, told apart or not.
sealed interface Reading {
    /// Everybody gets this answer.
    record Same(Answer answer) implements Reading {}

    /// The answer depends on the token.
    sealed interface Decided extends Reading {}

    record Certificate(Message.CertificateRequest request) implements Decided {}

    /// Without a token that opens, this is refused.
    sealed interface UnderToken extends Decided {
        /// Whether a license is given back.
        default boolean isRelease() {
            return false;
        }
    }

    record Understood(Message.UnderToken message) implements UnderToken {
        @Override
        public boolean isRelease() {
            return message instanceof Message.SessionRequest session && session.isRelease();
        }
    }

    /// What was wrong with the body matters only once the token has been opened.
    record Malformed(String what) implements UnderToken {}

    static Reading of(DrmSystem system, RedemptionCall call) {
        try {
            return switch (message(system, call.sent())) {
                case Message.Static(Answer answer) -> new Same(answer);
                case Message.CertificateRequest request -> new Certificate(request);
                case Message.UnderToken message -> new Understood(message);
            };
        } catch (MalformedMessage malformed) {
            return new Malformed(malformed.getMessage());
        }
    }

    private static Message message(DrmSystem system, Sent sent) throws MalformedMessage {
        return switch (sent) {
            case Sent.Body(byte[] bytes, Optional<String> accept) -> system.classify(bytes, accept);
            case Sent.Address(KeyId kid) -> system.addressed(kid);
        };
    }
}
