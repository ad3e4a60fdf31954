package dev.licet.domain.token;

/// What only a Widevine license can say about its renewal. A token never says it: then it is as the service is set up.
/// A signed request does (reference: widevine.md 3.3, `policy_overrides`).
///
/// @param said      whether anything was said; the rest means nothing otherwise
/// @param renewable whether the device may ask for more time
/// @param times     when it does
public record WidevineRules(boolean said, boolean renewable, Renewal times) {
    /// Nothing was said.
    public static final WidevineRules NONE = new WidevineRules(false, false, Renewal.ON_DEMAND);

    /// What a request says.
    public static WidevineRules of(boolean renewable, Renewal times) {
        return new WidevineRules(true, renewable, times);
    }
}
