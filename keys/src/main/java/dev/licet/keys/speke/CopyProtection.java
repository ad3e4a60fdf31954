package dev.licet.keys.speke;

import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.packager.Provision;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import dev.licet.keys.Refusing;
import dev.licet.keys.Signalling;
import dev.licet.keys.cpix.Delivery;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// The door for SPEKE.
public final class CopyProtection {
    private final KeyProvider provider;
    private final SecureRandom random;

    public CopyProtection(KeyProvider provider, SecureRandom random) {
        this.provider = provider;
        this.random = random;
    }

    /// What the packager gets.
    public sealed interface Answer {
        /// The document with its gaps filled.
        record Filled(Version version, byte[] document) implements Answer {}

        /// Nothing, and why. The reason of the refusal is the whole text.
        record Denied(Optional<Version> version, Refused why) implements Answer {}
    }

    /// A request as it came.
    ///
    /// @param version the header field `X-Speke-Version`
    /// @param body    the document
    /// @param keyUrl  where players of AES-128 fetch keys
    public record Asked(Optional<String> version, byte[] body, String keyUrl) {}

    /// Serves a packager, or refuses it. Both leave a record.
    public Answer answer(PackagerCall call, Asked asked) {
        Optional<Version> version = Version.of(asked.version());
        try {
            if (version.isEmpty()) throw new Refusing(Rule.SPEKE_VERSION, "Unsupported SPEKE version");
            SpekeRequest request = settled(call, RequestReader.read(version.get(), asked.body()));
            return answer(call, version.get(), request, asked.keyUrl());
        } catch (Refusing refusing) {
            provider.refuse(call, Optional.empty(), refusing.why());
            return new Answer.Denied(version, refusing.why());
        }
    }

    /// SPEKE 1.0 need not say the scheme. Content that was packaged before stays in the one that it is in.
    private SpekeRequest settled(PackagerCall call, SpekeRequest request) {
        if (request.saysScheme()) return request;
        Optional<Scheme> known = request.orders().kids().stream()
                .flatMap(kid -> provider.find(call.account(), call.environment(), kid).stream())
                .flatMap(key -> key.scheme().stream())
                .filter(request::canBe)
                .findFirst();
        return request.in(known.orElse(request.scheme()));
    }

    private Answer answer(PackagerCall call, Version version, SpekeRequest request, String keyUrl) {
        return switch (provider.provide(call, request.orders())) {
            case Provision.Denied(Refused why) -> new Answer.Denied(Optional.of(version), why);
            case Provision.Served(List<ServedKey> keys) -> {
                var options = provider.options(call.account(), call.environment());
                var setting =
                        Signalling.Setting.of(provider, call, request.orders().contentId(), keyUrl);
                var delivery = new Delivery(request.recipients(), random);
                yield new Answer.Filled(
                        version, new AnswerWriter(request, keys, options, setting, delivery).document());
            }
        };
    }
}
