package dev.licet.http;

/// What an answer carries.
public sealed interface Body {
    /// No body.
    Body NONE = new Bytes(new byte[0]);

    /// All of it, known before the answer begins.
    ///
    /// @param bytes may be empty
    record Bytes(byte[] bytes) implements Body {}

    /// One that is written while the client listens, perhaps for hours. The status and the header fields are sent
    /// first. The listener counts such answers by themselves: they take none of the places of requests in work.
    non-sealed interface Feed extends Body {
        /// Writes until it has nothing more to say or [Outlet#pause] says that it is over, and returns; the answer is
        /// then complete. Whatever [Outlet#send] throws is let through.
        void to(Outlet outlet);

        /// For whom it is; those of one party share what one party may have open, as for [Application#party].
        default String party() {
            return "";
        }
    }
}
