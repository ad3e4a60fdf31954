package dev.licet.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `licet device play`.
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Fetches a license with a token URL, as a player would, and prints what it holds.",
        footerHeading = "%nWidevine devices can misbehave:%n",
        footer = {
            "  tampered             one bit of the request is flipped",
            "  bad-signature        one bit of the signature is flipped",
            "  truncated            half of the request is missing",
            "  base64               the request is wrapped in base64",
            "  core-message         the request claims to come from OEMCrypto 16 or later",
            "  foreign-root         the device is under a root of its own",
            "  wrong-certificate    the identity is sealed to another service",
            "  repeat               the same request is sent --times times",
            "  offline              a license to keep is asked for",
            "  renew                the license is renewed once",
            "  release              the license is given back",
            "  renew-after-release  the license is given back and renewed all the same",
            "%nFairPlay devices can misbehave:",
            "  tampered             one bit of the secret block is flipped",
            "  unknown-certificate  the certificate is not one of the server",
            "  wrong-ask            the device was made with another secret",
            "  truncated            the last 16 bytes are missing",
            "  no-required-tag      a required field is missing",
            "  duplicate-tag        a field comes twice",
            "  bad-integrity        the integrity value is another one",
            "  wrong-version        the container has a version that nobody speaks",
            "  wrong-protocol       the protocol version is one that nobody speaks",
            "  repeat               the same request is sent --times times",
            "  renew                the lease is renewed --times times",
            "%nPlayReady clients can misbehave:",
            "  tampered             what the client has signed is changed afterwards",
            "  truncated            half of the request is missing",
            "  key-message          the browser's key message is sent and not what is in it",
            "  custom-data          the token is in the challenge and nowhere else",
            "  repeat               the same request is sent --times times",
            "%nClear Key players can misbehave:",
            "  truncated            half of the request is missing",
            "  repeat               the same request is sent --times times"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:a license was received",
            "2:the command line or a file it names is at fault",
            "3:the server refused",
            "4:no answer, or one that no device could use"
        })
final class Play implements Callable<Integer> {
    private final Setting setting;

    @Parameters(paramLabel = "URL", description = "The URL that the token request was answered with.")
    private String url;

    @Option(names = "--system", paramLabel = "SYSTEM", description = "${COMPLETION-CANDIDATES}; else by the URL.")
    private PlayedSystem system;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory of the server, where its test device model lies (default: data).")
    private Path data;

    @Option(names = "--header-token", description = "Send the token in a header instead of in the URL.")
    private boolean headerToken;

    @Option(
            names = "--misbehave",
            paramLabel = "KIND",
            description = "Do something wrong or more than usual; see below.")
    private String misbehave;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "How often --misbehave repeat sends the same request, or a FairPlay renew renews (default: 2).")
    private int times;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private WidevineFlags widevine = new WidevineFlags();

    @Mixin
    private FairPlayFlags fairPlay = new FairPlayFlags();

    @Mixin
    private TrustFlags trust = new TrustFlags();

    Play(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() throws Complaint {
        var tokenUrl = TokenUrl.parse(url);
        var player = player(system(tokenUrl));
        checkMisbehaviour(player.misbehaviours());
        try (var http = new Http(trust.read())) {
            var target = tokenUrl.target(headerToken);
            var request = new PlayRequest(http, target, data, Optional.ofNullable(misbehave), times);
            return print(player.play(request));
        }
    }

    private PlayedSystem system(TokenUrl tokenUrl) throws Complaint {
        return Optional.ofNullable(system)
                .or(tokenUrl::system)
                .orElseThrow(
                        () -> new Complaint(
                                ExitCode.USAGE,
                                "the URL does not tell the DRM system: add --system widevine, fairplay, clearkey or playready"));
    }

    /// The one place where a DRM system gets its simulated device.
    private Player player(PlayedSystem played) {
        return switch (played) {
            case WIDEVINE -> new WidevinePlayer(setting, widevine);
            case FAIRPLAY -> new FairPlayPlayer(setting, fairPlay);
            case CLEARKEY -> new ClearKeyPlayer(widevine.kids);
            case PLAYREADY -> new PlayReadyPlayer(setting, widevine);
        };
    }

    private void checkMisbehaviour(List<String> known) throws Complaint {
        if (times < 1) throw new Complaint(ExitCode.USAGE, "--times must be at least 1");
        if (misbehave == null || known.contains(misbehave)) return;
        throw new Complaint(ExitCode.USAGE, "--misbehave must be one of " + String.join(", ", known));
    }

    private int print(Outcome outcome) {
        if (json) Printout.json(setting.out(), outcome);
        else Printout.text(setting.out(), outcome);
        return outcome.exitCode().number();
    }
}
