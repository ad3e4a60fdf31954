package dev.licet.server.first;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.http.PublicUrls;
import dev.licet.storage.account.TestAccount;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The text of a first start: the authenticator, shown this once, and lines that work when pasted into a shell.
public final class Greeting {
    private static final int KEY_BYTES = 16;

    private static final String TEXT = """
            This installation has a demo account now, in the test environment. Its authenticator is not shown again:

              test        %s

            Ask for a token, in a second shell:

              %s
              %s

            Ask for a token and redeem it with a simulated device:

              %s
              %s

            Make a user of the dashboard (it prints the password):

              %s admin user create --name admin%s

            """;

    private final TestAccount demo;
    private final PublicUrls urls;
    private final Path data;
    private final SecureRandom random;

    /// @param random for the example keys
    public Greeting(TestAccount demo, PublicUrls urls, Path data, SecureRandom random) {
        this.demo = demo;
        this.urls = urls;
        this.data = data;
        this.random = random;
    }

    /// All of it, with a line end.
    ///
    /// @param program what a shell finds the commands by
    public String text(String program) {
        String widevine =
                curl(Drm.WIDEVINE, "kid=" + hex() + "&contentKey=" + hex() + "&securityLevel=1&hdcpOutputControl=0");
        String fairPlay = curl(Drm.FAIRPLAY, "contentKey=" + hex() + "&iv=" + hex());
        return TEXT.formatted(
                demo.authenticator().reveal(),
                widevine,
                fairPlay,
                program + play("", widevine),
                program + play("--account " + demo.id() + " ", fairPlay),
                program,
                where().isEmpty() ? "" : " " + where().strip());
    }

    /// A form POST: its parameters stay out of logs of addresses.
    private String curl(Drm drm, String parameters) {
        return "curl -s " + urls.of(Environment.TEST) + "/hms/" + drm.path() + "/token -d 'customerAuthenticator="
                + demo.authenticator().reveal() + "&" + parameters + "'";
    }

    /// A FairPlay device fetches the certificate of an account first.
    private String play(String options, String curl) {
        return " device play " + options + where() + "\"$(" + curl + ")\"";
    }

    private String where() {
        return data.equals(Path.of("data")) ? "" : "--data '" + data.toAbsolutePath() + "' ";
    }

    private String hex() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
