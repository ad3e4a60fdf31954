package dev.licet.device;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// The server of a rehearsal. Whatever is not answered with 200 ends it.
///
/// @param base          its URL, without a path
/// @param authenticator of an account
record RehearsedServer(Http http, String base, String authenticator) {
    private static final int STATUS_OK = 200;
    private static final int STATUS_BUSY = 503;
    private static final int PATIENCE = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    byte[] certificate() throws Complaint {
        String account = authenticator.substring(0, Math.max(0, authenticator.indexOf(',')));
        return good(
                http.get(TokenUrl.parse(base + "/hms/fp/certificate/" + account).url()));
    }

    /// A new token.
    URI token(RehearsedRole role) throws Complaint {
        String form = "customerAuthenticator=" + URLEncoder.encode(authenticator, StandardCharsets.UTF_8) + '&'
                + role.parameters();
        var ask =
                TokenUrl.parse(base + "/hms/" + role.system().path() + "/token").url();
        byte[] issued = post(ask, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII));
        return TokenUrl.parse(new String(issued, StandardCharsets.US_ASCII)).url();
    }

    /// On a busy machine it turns some away.
    byte[] post(URI url, String mediaType, byte[] body) throws Complaint {
        var headers = Map.of("Content-Type", mediaType);
        var reply = http.post(url, headers, body);
        for (int again = 0; reply.status() == STATUS_BUSY && again < PATIENCE; again++) {
            pause();
            reply = http.post(url, headers, body);
        }
        return good(reply);
    }

    private static void pause() throws Complaint {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Complaint(ExitCode.UNUSABLE, "stopped during the rehearsal");
        }
    }

    private static byte[] good(Http.Reply reply) throws Complaint {
        if (reply.status() == STATUS_OK) return reply.body();
        throw new Complaint(ExitCode.REFUSED, "the rehearsal was answered with status " + reply.status());
    }
}
