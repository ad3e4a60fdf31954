package dev.licet.bench.load;

/// How clients connect.
///
/// @param requests how many each connection is good for; the last one asks to close it
/// @param secure   whether TLS is spoken
public record Manner(int requests, boolean secure) {
    /// Connections that stay for as long as somebody asks.
    public static final Manner STAYING = new Manner(Integer.MAX_VALUE, false);

    public Manner {
        if (requests < 1) throw new IllegalArgumentException("requests: must be 1 or more");
    }

    /// The same with TLS.
    public Manner overTls() {
        return new Manner(requests, true);
    }

    /// Connections for so many requests, as viewers make them who come and go.
    public static Manner brief(int requests) {
        return new Manner(requests, false);
    }
}
