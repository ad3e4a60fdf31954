package dev.licet.http;

import dev.licet.domain.Environment;

/// One request, read completely. It does not print: its query and body may carry keys.
///
/// @param environment which of the two environments it came in for
/// @param method      e.g. `POST`; empty when the request could not be read that far
/// @param path        as it was sent, without the query
/// @param rawQuery    what follows the `?`, as it was sent; may be empty
/// @param fields      the header fields
/// @param body        may be empty
/// @param id          the request id, well-formed
/// @param client      who waits for the answer
public record Request(
        Environment environment,
        String method,
        String path,
        String rawQuery,
        Fields fields,
        byte[] body,
        String id,
        Client client) {

    /// A request with a client that never leaves; for calls that no connection made.
    public Request(
            Environment environment,
            String method,
            String path,
            String rawQuery,
            Fields fields,
            byte[] body,
            String id) {
        this(environment, method, path, rawQuery, fields, body, id, Client.NOBODY);
    }

    /// The same with its body.
    Request with(byte[] all) {
        return new Request(environment, method, path, rawQuery, fields, all, id, client);
    }

    @Override
    public String toString() {
        return "Request[" + id + "]";
    }
}
