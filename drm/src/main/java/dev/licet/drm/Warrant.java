package dev.licet.drm;

import dev.licet.domain.token.Token;
import java.util.Map;

/// Takes the place of a token where a request comes without one: a signer of the account has signed, in the
/// same request, what the license may contain.
///
/// @param token what was signed, as a token that is made for this request and never leaves the service;
///              requests that are to be charged as one have the same token id
/// @param mark  tells this request apart from others with the same challenge
/// @param facts what the record says of the signer and the request
public record Warrant(Token token, String mark, Map<String, String> facts) {
    public Warrant {
        facts = Map.copyOf(facts);
    }
}
