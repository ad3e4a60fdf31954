package dev.licet.domain.token;

import java.util.Optional;

/// What only a Widevine license can say about its renewal. A token never says it: then it is as the service is set up.
/// A signed request does (reference: widevine.md 3.3, `policy_overrides`).
///
/// @param said      whether anything was said; the rest means nothing otherwise
/// @param renewable whether the device may ask for more time
/// @param times     when it does
/// @param server    the address where it does; empty for where the license came from
public record WidevineRules(boolean said, boolean renewable, Renewal times, Optional<String> server) {
    /// Nothing was said.
    public static final WidevineRules NONE = new WidevineRules(false, false, Renewal.ON_DEMAND, Optional.empty());

    /// What a request says.
    public static WidevineRules of(boolean renewable, Renewal times, Optional<String> server) {
        return new WidevineRules(true, renewable, times, server);
    }
}
