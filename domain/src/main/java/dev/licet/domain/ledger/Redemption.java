package dev.licet.domain.ledger;

import dev.licet.domain.token.Token;

/// A license that is about to be given: everything has been checked but what [RedemptionPolicy] decides.
///
/// @param token     the opened token
/// @param challenge what the device sent
/// @param windows   the options of the token's account
public record Redemption(Token token, Challenge challenge, WindowLimits windows) {}
