package dev.licet.dashboard.openid;

/// What became of somebody who came back from the provider.
public sealed interface Arrival {
    /// The provider says who it is.
    ///
    /// @param name    the claim that names them; not yet known to be anybody here
    /// @param address whether it is an e-mail address, in which the case of letters means nothing
    record Named(String name, boolean address) implements Arrival {}

    /// It does not, or what it says cannot be believed.
    ///
    /// @param reason for the log; holds neither code nor token
    record Refused(String reason) implements Arrival {}

    /// The provider cannot be reached.
    record Unreachable(String reason) implements Arrival {}
}
