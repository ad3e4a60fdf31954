package dev.licet.domain.request;

/// The parameter names of one key: plain, or with an index (`kid.0`) where a request carries several keys
/// (reference: token-api.md 5.3).
///
/// @param suffix empty, or a dot and the index
record KeyNames(String suffix) {
    static final KeyNames PLAIN = new KeyNames("");

    String kid() {
        return "kid" + suffix;
    }

    String contentKey() {
        return "contentKey" + suffix;
    }

    /// One kek may serve all keys of a request, so it has no index.
    String kek() {
        return "kek";
    }

    String ek() {
        return "ek" + suffix;
    }

    /// The indexed name where that was sent, else the plain one, which then speaks for all keys.
    String of(Fields fields, String name) {
        return fields.has(name + suffix) ? name + suffix : name;
    }
}
