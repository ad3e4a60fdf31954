package dev.licet.drm.widevine.upstream;

import dev.licet.domain.token.Token;

/// Another license server.
public sealed interface Upstream permits SignedJsonUpstream, RelayUpstream {
    /// Which kind it is, for the record.
    String word();

    /// Whether requests that we cannot read go there too: only where it is the token's rules that the license
    /// gets, or the operator has said so.
    boolean takesUnread();

    /// Asks for a license. Waits no longer than the budget.
    Verdict license(Ask ask);

    /// Asks for the service certificate, as a signed message.
    Verdict certificate(Token token);

    /// What has the same certificate has the same name here.
    String certificateName(Token token);
}
