package dev.licet.device;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What to play, whatever the DRM system.
///
/// @param http      talks to the server
/// @param target    where to post
/// @param data      data directory of the server, for what its test devices need
/// @param misbehave what to do wrong or differently
/// @param times     how often to send the same request, for `repeat`, or to renew a FairPlay lease, for `renew`
record PlayRequest(Http http, TokenUrl.Target target, Path data, Optional<String> misbehave, int times) {
    /// Posts one message.
    Http.Reply post(String mediaType, byte[] body) throws Complaint {
        var headers = new LinkedHashMap<>(target.headers());
        headers.put("Content-Type", mediaType);
        return http.post(target.url(), headers, body);
    }

    /// The same without the token, neither in the URL nor in a header.
    PlayRequest withoutToken() {
        var bare = new TokenUrl.Target(new TokenUrl(target.url()).bare(), Map.of());
        return new PlayRequest(http, bare, data, misbehave, times);
    }

    /// The token, wherever it is sent.
    String token() throws Complaint {
        String header = target.headers().get("ExpressPlayToken");
        return header == null ? new TokenUrl(target.url()).token() : header;
    }
}
