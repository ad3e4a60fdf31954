package dev.licet.server.e2e;

/// What an upstream does with one request.
sealed interface Mishap {
    /// It serves it.
    record None() implements Mishap {}

    /// It answers with something else.
    record Says(LoopbackServer.Answer answer) implements Mishap {
        static Says of(int status, String text) {
            return new Says(LoopbackServer.Answer.of(status, text));
        }

        static Says status(String status, int internal) {
            return of(200, "{\"status\":\"" + status + "\",\"internal_status\":" + internal + ",\"make\":\"Acme\"}");
        }
    }

    /// It resets the connection.
    record Reset() implements Mishap {}

    /// It reads the request and says nothing any more.
    record Silence() implements Mishap {}
}
