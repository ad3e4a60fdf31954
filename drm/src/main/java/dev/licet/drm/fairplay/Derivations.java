package dev.licet.drm.fairplay;

import dev.licet.domain.Environment;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.drm.spi.FairPlayDerivation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/// The derivations that credentials can name: the two built in, then the plug-ins. A plug-in cannot take the
/// place of a built-in one.
final class Derivations {
    private final Map<String, FairPlayDerivation> byName = new HashMap<>();

    Derivations(Iterable<FairPlayDerivation> plugIns) {
        for (var builtIn : List.of(new StandInDerivation(), new FixedDaskDerivation())) add(builtIn);
        plugIns.forEach(this::add);
    }

    /// Built-in ones and those that `ServiceLoader` finds.
    static Derivations installed() {
        return new Derivations(ServiceLoader.load(FairPlayDerivation.class));
    }

    private void add(FairPlayDerivation derivation) {
        byName.putIfAbsent(derivation.name(), derivation);
    }

    /// Whether credentials can be used there.
    boolean canUse(FairPlayCredential credential, Environment environment) {
        if (credential.derivation().equals(FairPlayCredential.KSM_HTTP)) return true;
        boolean production = environment == Environment.PRODUCTION;
        return named(credential.derivation())
                .filter(found -> !(production && found.developmentOnly()))
                .isPresent();
    }

    Optional<FairPlayDerivation> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
