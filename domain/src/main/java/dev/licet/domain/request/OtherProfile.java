package dev.licet.domain.request;

import dev.licet.domain.Drm;
import dev.licet.domain.account.Options;
import java.util.Optional;

/// Advice for callers who send what another profile than their account's would understand.
final class OtherProfile {
    private OtherProfile() {}

    /// @param what the parameter, or the parameter and its value, that only the profile `current` knows
    static String of(String what) {
        return what + " is understood by the profile current only, and this account has the profile published. Ask the "
                + "operator: licet account options --profile current";
    }

    /// The advice about the first parameter that the profile of the account does not know.
    static Optional<String> advice(Parameters parameters, Drm drm, Options options) {
        return parameters.names().stream()
                .filter(name -> ParameterStanding.of(name, drm, options.profile()) == ParameterStanding.OTHER_PROFILE)
                .findFirst()
                .map(OtherProfile::of);
    }
}
