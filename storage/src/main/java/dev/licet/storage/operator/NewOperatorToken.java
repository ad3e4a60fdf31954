package dev.licet.storage.operator;

import dev.licet.crypto.SecretBytes;

/// A token that was just made, with its text, which is shown this once.
///
/// @param token  what is kept of it
/// @param secret the text, US-ASCII
public record NewOperatorToken(OperatorToken token, SecretBytes secret) {}
