package dev.licet.domain.credential;

import java.net.URI;
import java.util.Optional;

/// What the operator has set up for an account's PlayReady tokens in one environment.
///
/// @param backEnd        who makes the licenses; nobody does until that is set
/// @param acquisitionUrl what packagers write into content headers as `LA_URL`; nothing until that is set
public record PlayReadySetup(Optional<PlayReadyBackEnd> backEnd, Optional<URI> acquisitionUrl) {
    /// Nothing is set up.
    public static final PlayReadySetup NONE = new PlayReadySetup(Optional.empty(), Optional.empty());

    /// The same with another license maker.
    public PlayReadySetup with(Optional<PlayReadyBackEnd> other) {
        return new PlayReadySetup(other, acquisitionUrl);
    }

    /// The same with another address for content headers.
    public PlayReadySetup at(Optional<URI> other) {
        return new PlayReadySetup(backEnd, other);
    }
}
