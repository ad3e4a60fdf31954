package dev.licet.drm;

import dev.licet.domain.token.Token;
import java.time.Instant;
import java.util.Optional;

/// What a device sent, told apart before anything expensive is done.
public sealed interface Message {
    /// It asks for something that is the same for everybody, such as a service certificate. Free, needs no
    /// token.
    ///
    /// @param answer what to send back
    record Static(Answer answer) implements Message {}

    /// It asks for something that only a good token gives.
    sealed interface UnderToken extends Message {}

    /// It asks for a service certificate. Free and never recorded; whose certificate it gets depends on the
    /// token.
    non-sealed interface CertificateRequest extends Message {
        /// The certificate of whoever will answer this token's license requests. Without a token it is our own,
        /// so nothing about a token ever refuses a certificate.
        ///
        /// @param token empty when none was sent or it does not open
        LicenseOutcome answer(Optional<Token> token);
    }

    /// It asks for a first license. Opening it costs RSA work, so the token is checked before.
    non-sealed interface LicenseRequest extends UnderToken {
        /// The license token that the message itself carries, where its system has a place for one.
        default Optional<String> token() {
            return Optional.empty();
        }

        /// Reads and checks all that the device sent.
        ///
        /// @param now when the request came
        Opening open(Token token, Instant now);
    }

    /// It wants something else than a license of whoever makes its licenses. Free, and good under an expired
    /// token too.
    non-sealed interface Errand extends UnderToken {
        /// Runs it, and waits for the answer.
        ///
        /// @param now when the request came
        Made run(Token token, Instant now);
    }

    /// It asks to renew or to give back a license that it was given before.
    non-sealed interface SessionRequest extends UnderToken {
        /// Whether it gives the license back. Nothing is given out then, so that it may be done with a token
        /// whose account is switched off.
        boolean isRelease();

        /// Finds the session and checks the device's signature.
        ///
        /// @param now when the request came
        SessionOpening open(Token token, Instant now);
    }
}
