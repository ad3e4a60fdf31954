package dev.licet.server.e2e;

import dev.licet.domain.Environment;

/// Calls the key storage as the owner of an authenticator does.
///
/// @param environment   where
/// @param authenticator sent as a parameter, as published
record KeystoreCaller(RunningService service, Environment environment, String authenticator) {
    static final String KEK = "000102030405060708090a0b0c0d0e0f";

    Api.Reply get(String path) {
        return send("GET", path, "");
    }

    Api.Reply post(String path, String body) {
        return send("POST", path, body);
    }

    Api.Reply put(String path, String body) {
        return send("PUT", path, body);
    }

    Api.Reply delete(String path) {
        return send("DELETE", path, "");
    }

    /// @param path below `/keystore`, with its query
    Api.Reply send(String method, String path, String body, String... headers) {
        String separator = path.contains("?") ? "&" : "?";
        return plain(method, path + separator + "customerAuthenticator=" + authenticator, body, headers);
    }

    /// The same without the parameter.
    Api.Reply plain(String method, String path, String body, String... headers) {
        return Api.call(method, service.url(environment, "/keystore" + path), body, headers);
    }
}
