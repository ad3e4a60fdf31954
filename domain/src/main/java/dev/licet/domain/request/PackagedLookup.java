package dev.licet.domain.request;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.account.Account;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyOrigin;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.TrackRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one token request gets to know of the keys that its account's packagers were given. An account without
/// packagers is not looked up anywhere.
final class PackagedLookup {
    /// Nothing is known.
    static final PackagedLookup NONE = new PackagedLookup(Optional.empty());

    private record Of(KeyProvider provider, Account account) {}

    private final Optional<Of> source;
    private final Map<KeyId, Optional<PackagedKey>> found = new HashMap<>();

    private PackagedLookup(Optional<Of> source) {
        this.source = source;
    }

    static PackagedLookup of(Optional<KeyProvider> provider, Account account) {
        return provider.filter(
                        all -> all.options(account.id(), account.environment()).origin() != KeyOrigin.OFF)
                .map(all -> new PackagedLookup(Optional.of(new Of(all, account))))
                .orElse(NONE);
    }

    /// Whether the account has packagers.
    boolean isOn() {
        return source.isPresent();
    }

    /// What a packager was given under that kid.
    Optional<PackagedKey> find(KeyId kid) {
        return source.flatMap(of -> found.computeIfAbsent(
                kid, one -> of.provider().find(of.account().id(), of.account().environment(), one)));
    }

    /// The keys of a piece of content that are in use at this moment.
    List<PackagedKey> present(String contentId) {
        List<PackagedKey> keys = source.map(of ->
                        of.provider().present(of.account().id(), of.account().environment(), contentId))
                .orElse(List.of());
        keys.forEach(key -> found.put(key.kid(), Optional.of(key)));
        return keys;
    }

    /// What licenses demand for the track of that key.
    TrackRule rule(PackagedKey key) {
        Of of = source.orElseThrow();
        return of.provider()
                .options(of.account().id(), of.account().environment())
                .tracks()
                .of(key.type());
    }

    /// The value of a key that is derived; empty when it is kept under a kek, or its seed is gone.
    Optional<SecretBytes> derived(PackagedKey key) {
        Of of = source.orElseThrow();
        return of.provider()
                .derived(of.account().id(), of.account().environment(), key)
                .map(ServedKey::value);
    }

    /// The IV that the packager has, 16 bytes.
    SecretBytes iv(PackagedKey key, SecretBytes value) {
        Of of = source.orElseThrow();
        return SecretBytes.taking(
                of.provider().iv(of.account().id(), of.account().environment(), key, value));
    }
}
