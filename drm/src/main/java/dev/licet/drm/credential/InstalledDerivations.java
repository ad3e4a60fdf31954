package dev.licet.drm.credential;

import dev.licet.domain.Environment;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.drm.spi.FairPlayDerivation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The FairPlay derivations that this node knows: those built in, and its plug-ins.
///
/// @param everywhere the names of those that serve both environments
/// @param inTest     the names of those that serve the test environment only
public record InstalledDerivations(Set<String> everywhere, Set<String> inTest) {
    private static final String FIXED = "fixed-dask";

    public InstalledDerivations {
        everywhere = Set.copyOf(everywhere);
        inTest = Set.copyOf(inTest);
    }

    /// The built-in ones and these. A plug-in cannot take the place of a built-in one.
    public static InstalledDerivations with(List<FairPlayDerivation> plugIns) {
        var everywhere = new TreeSet<>(Set.of(FIXED, FairPlayCredential.KSM_HTTP));
        var inTest = new TreeSet<>(Set.of(GivenFairPlay.STAND_IN));
        for (FairPlayDerivation plugIn : plugIns) {
            if (everywhere.contains(plugIn.name()) || inTest.contains(plugIn.name())) continue;
            (plugIn.developmentOnly() ? inTest : everywhere).add(plugIn.name());
        }
        return new InstalledDerivations(everywhere, inTest);
    }

    /// Whether credentials with that derivation can be used there.
    public boolean canUse(String name, Environment environment) {
        return switch (environment) {
            case TEST -> everywhere.contains(name) || inTest.contains(name);
            case PRODUCTION -> everywhere.contains(name);
        };
    }

    /// What serves an environment, in the order of the alphabet.
    public List<String> names(Environment environment) {
        var names = new TreeSet<>(everywhere);
        names.addAll(inTest);
        return names.stream().filter(name -> canUse(name, environment)).toList();
    }

    /// Why credentials with that derivation cannot be used there.
    public String trouble(String name, Environment environment) {
        if (inTest.contains(name)) return "the derivation " + name + " serves the test environment only";
        return "the derivation " + name + " is not installed on this node";
    }

    /// The same, with what could be taken in its place.
    String refusal(String name, Environment environment) {
        String others = names(environment).stream().collect(Collectors.joining(", "));
        return trouble(name, environment) + "; there are " + others
                + ". A plug-in is a jar in the folder that plugins names";
    }
}
