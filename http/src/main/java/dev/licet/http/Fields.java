package dev.licet.http;

import java.util.Optional;

/// The header fields of a request.
@FunctionalInterface
public interface Fields {
    /// None at all.
    Fields NONE = name -> Optional.empty();

    /// The value of the first field with that name, in any case, without the white space around it.
    Optional<String> first(String name);
}
