package dev.licet.server.first;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.http.PublicUrls;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The text of a first start: the authenticators, shown this once, and lines that work when pasted into a shell.
public final class Greeting {
    private static final int KEY_BYTES = 16;

    private final CreatedAccount demo;
    private final PublicUrls urls;
    private final Path data;
    private final SecureRandom random;

    /// @param random for the example keys
    public Greeting(CreatedAccount demo, PublicUrls urls, Path data, SecureRandom random) {
        this.demo = demo;
        this.urls = urls;
        this.data = data;
        this.random = random;
    }

    /// All of it, with a line end.
    public String text() {
        String widevine =
                curl(Drm.WIDEVINE, "kid=" + hex() + "&contentKey=" + hex() + "&securityLevel=1&hdcpOutputControl=0");
        String fairPlay = curl(Drm.FAIRPLAY, "contentKey=" + hex() + "&iv=" + hex());
        return """
                This installation has a demo account now. Its authenticators are not shown again:

                  test        %s
                  production  %s

                Ask for a token, in a second shell:

                  %s
                  %s

                Ask for a token and redeem it with a simulated device:

                  %s
                  %s

                """.formatted(
                        demo.test().reveal(),
                        demo.production().reveal(),
                        widevine,
                        fairPlay,
                        play("", widevine),
                        play("--account " + demo.id() + " ", fairPlay));
    }

    /// A form POST: its parameters stay out of logs of addresses.
    private String curl(Drm drm, String parameters) {
        return "curl -s " + urls.of(Environment.TEST) + "/hms/" + drm.path() + "/token -d 'customerAuthenticator="
                + demo.test().reveal() + "&" + parameters + "'";
    }

    /// A FairPlay device fetches the certificate of an account first.
    private String play(String options, String curl) {
        String where = data.equals(Path.of("data")) ? "" : "--data '" + data.toAbsolutePath() + "' ";
        return "./licet device play " + options + where + "\"$(" + curl + ")\"";
    }

    private String hex() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
