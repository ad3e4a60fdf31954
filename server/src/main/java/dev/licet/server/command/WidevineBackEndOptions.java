package dev.licet.server.command;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Thrown;
import dev.licet.domain.credential.UpstreamHeader;
import dev.licet.domain.credential.WidevineBackEnd;
import dev.licet.drm.credential.BadCredential;
import dev.licet.drm.credential.GivenUpstream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What a Widevine back end is made of. Key and IV come from files alone, so that they stay out of the history
/// of shells and the list of processes.
final class WidevineBackEndOptions {
    @Option(names = "--kind", required = true, paramLabel = "KIND", description = "embedded, signed-json or relay.")
    private String kind;

    @Option(names = "--url", paramLabel = "URL", description = "Where it is; must begin with https. Never secret.")
    private String url;

    @Option(names = "--provider", paramLabel = "NAME", description = "signed-json: your name there.")
    private String provider;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "signed-json: the signing key, 64 hexadecimal digits or 32 bytes.")
    private Path keyFile;

    @Option(
            names = "--iv-file",
            paramLabel = "FILE",
            description = "signed-json: the IV that goes with the key, 32 hexadecimal digits or 16 bytes.")
    private Path ivFile;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "relay: a header that is sent along. Others on this machine can see it: better use a file"
                    + " for a secret.")
    private List<String> headers = List.of();

    @Option(names = "--header-file", paramLabel = "FILE", description = "relay: headers, one a line.")
    private List<Path> headerFiles = List.of();

    @Option(
            names = "--relay-unread",
            description = "relay: send signed requests that cannot be read here there too. Off unless given.")
    private boolean unread;

    /// The back end, or a complaint about what is missing, too much or wrong.
    WidevineBackEnd backEnd() {
        try {
            return switch (kind) {
                case "embedded" -> embedded();
                case "signed-json" -> signedJson();
                case "relay" -> relay();
                default -> throw Complaint.usage("--kind takes embedded, signed-json or relay");
            };
        } catch (IllegalArgumentException outOfRange) {
            throw Complaint.usage(Thrown.words(outOfRange));
        }
    }

    private WidevineBackEnd embedded() {
        withoutCredentials();
        withoutHeaders();
        if (url != null) throw tooMuch("--url");
        return new WidevineBackEnd.Embedded();
    }

    private WidevineBackEnd signedJson() {
        withoutHeaders();
        var key = needed("--key-file", keyFile);
        var iv = needed("--iv-file", ivFile);
        return new WidevineBackEnd.SignedJson(
                url(),
                needed("--provider", provider),
                secret(key, "signing key", WidevineBackEnd.SignedJson.KEY_BYTES),
                secret(iv, "IV", WidevineBackEnd.SignedJson.IV_BYTES));
    }

    private WidevineBackEnd relay() {
        withoutCredentials();
        return new WidevineBackEnd.Relay(url(), headers(), unread);
    }

    private void withoutCredentials() {
        if (provider != null) throw tooMuch("--provider");
        if (keyFile != null) throw tooMuch("--key-file");
        if (ivFile != null) throw tooMuch("--iv-file");
    }

    private void withoutHeaders() {
        if (!headers.isEmpty()) throw tooMuch("--header");
        if (!headerFiles.isEmpty()) throw tooMuch("--header-file");
        if (unread) throw tooMuch("--relay-unread");
    }

    private Complaint tooMuch(String option) {
        return Complaint.usage("--kind " + kind + " takes no " + option);
    }

    private <T> T needed(String option, T value) {
        if (value == null) throw Complaint.usage("--kind " + kind + " needs " + option);
        return value;
    }

    private URI url() {
        try {
            return GivenUpstream.url("--url", needed("--url", url));
        } catch (BadCredential bad) {
            throw Complaint.usage(bad.getMessage());
        }
    }

    private static SecretBytes secret(Path path, String name, int length) {
        try {
            return InputFile.read(path).given().secret(name, length);
        } catch (BadCredential bad) {
            throw Complaint.refused(bad.getMessage());
        }
    }

    private List<UpstreamHeader> headers() {
        var lines = new ArrayList<>(headers);
        for (Path file : headerFiles) {
            new String(InputFile.read(file).bytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(lines::add);
        }
        try {
            return GivenUpstream.headers(lines);
        } catch (BadCredential bad) {
            throw Complaint.usage(bad.getMessage());
        }
    }
}
