package dev.licet.http;

/// Who waits for the answer to a request, as far as the connection tells.
public interface Client {
    /// Nobody in particular, for requests that came over no connection: `0.0.0.0`, and it stays.
    Client NOBODY = new Client() {
        @Override
        public String address() {
            return "0.0.0.0";
        }

        @Override
        public boolean isGone() {
            return false;
        }

        @Override
        public boolean isTrusted() {
            return true;
        }
    };

    /// The address, such as `192.0.2.7` or `2001:db8::1`. Behind a listed proxy it is the one that the proxy
    /// names. It is for records and rates, never for URLs.
    String address();

    /// Whether the client has left: the connection broke, or the client gave up the stream. The call reads one
    /// field, so work that waited for its turn asks before it computes.
    boolean isGone();

    /// Whether the client sends nothing more. It may wait for its answer, which is its right (RFC 9112 section 9.6),
    /// or have closed the connection: until the service sends something, the two look alike.
    default boolean isSilent() {
        return false;
    }

    /// Whether the client may call the paths that are for servers only: it has shown a certificate of a listed
    /// authority, or the port asks for none.
    boolean isTrusted();
}
