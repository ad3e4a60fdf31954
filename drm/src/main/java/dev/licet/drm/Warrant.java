package dev.licet.drm;

import dev.licet.domain.token.Token;
import java.util.Map;

/// What a license is given on where no token comes with the request: a signer of the account has said in the same
/// request, under its signature, what the license may say.
///
/// @param token what was said, as a token that nobody ever holds: it is made for this request, and its id is the same
///              for requests that are to be charged as one
/// @param mark  tells this request apart from others with the same challenge
/// @param facts what the record says of the signer and the request
public record Warrant(Token token, String mark, Map<String, String> facts) {
    public Warrant {
        facts = Map.copyOf(facts);
    }
}
