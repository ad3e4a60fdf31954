package dev.licet.device;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.FairPlayClient;
import dev.licet.device.fairplay.FairPlayLicense;
import dev.licet.device.fairplay.Misbehavior;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.device.fairplay.SpcSession;
import dev.licet.device.widevine.DeviceFactory;
import dev.licet.drm.wire.MalformedMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Plays with a FairPlay device that uses the stand-in derivation.
final class FairPlayPlayer implements Player {
    private static final String REPEAT = "repeat";
    private static final String RENEW = "renew";
    private static final int STATUS_OK = 200;
    private static final int ASK_DIGITS = 32;

    private final Setting setting;
    private final FairPlayFlags flags;

    FairPlayPlayer(Setting setting, FairPlayFlags flags) {
        this.setting = setting;
        this.flags = flags;
    }

    @Override
    public List<String> misbehaviours() {
        return Stream.concat(
                        Stream.of(Misbehavior.values())
                                .filter(kind -> kind != Misbehavior.NONE)
                                .map(FairPlayPlayer::word),
                        Stream.of(REPEAT, RENEW))
                .toList();
    }

    private static String word(Misbehavior kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Outcome play(PlayRequest request) throws Complaint {
        var client = client(request);
        try {
            return licensed(fetch(request, client), request);
        } catch (Stopped stopped) {
            return stopped.outcome();
        } catch (MalformedMessage malformed) {
            return new Outcome.Unusable(malformed.getMessage());
        }
    }

    private FairPlayClient client(PlayRequest request) throws Complaint {
        if (flags.version != 1 && flags.version != 2) {
            throw new Complaint(ExitCode.USAGE, "--spc-version must be 1 or 2");
        }
        return FairPlayClient.standIn(certificate(request), ask(request.data()), setting.clock(), setting.random());
    }

    private SpcSession session(PlayRequest request, FairPlayClient client) throws Complaint {
        var misbehavior = Stream.of(Misbehavior.values())
                .filter(kind -> request.misbehave().equals(Optional.of(word(kind))))
                .findFirst()
                .orElse(Misbehavior.NONE);
        try {
            return client.request(SpcOptions.ordinary(flags.version), misbehavior);
        } catch (IllegalArgumentException unfit) {
            throw new Complaint(ExitCode.USAGE, "certificate: " + unfit.getMessage());
        }
    }

    private FairPlayLicense fetch(PlayRequest request, FairPlayClient client)
            throws Complaint, Stopped, MalformedMessage {
        var session = session(request, client);
        byte[] body = flags.wrapping.wrap(session.spc());
        var license = session.open(send(request, body));
        int more = is(REPEAT, request) ? request.times() - 1 : 0;
        for (int sent = 0; sent < more; sent++) license = session.open(send(request, body));
        return is(RENEW, request) ? renew(request, client, session) : license;
    }

    /// As often as `--times` says.
    private FairPlayLicense renew(PlayRequest request, FairPlayClient client, SpcSession played)
            throws Complaint, Stopped, MalformedMessage {
        var license = renewal(request, client, played);
        for (int sent = 1; sent < request.times(); sent++) license = renewal(request, client, played);
        return license;
    }

    private FairPlayLicense renewal(PlayRequest request, FairPlayClient client, SpcSession played)
            throws Complaint, Stopped, MalformedMessage {
        var session = client.renewal(played, SpcOptions.ordinary(flags.version));
        return session.open(send(request, flags.wrapping.wrap(session.spc())));
    }

    private static boolean is(String misbehaviour, PlayRequest request) {
        return request.misbehave().equals(Optional.of(misbehaviour));
    }

    private byte[] send(PlayRequest request, byte[] body) throws Complaint, Stopped, MalformedMessage {
        var reply = request.post(flags.wrapping.mediaType(), body);
        if (reply.status() != STATUS_OK) throw new Stopped(Refusals.read(reply));
        return flags.wrapping.unwrap(reply.body());
    }

    private byte[] certificate(PlayRequest request) throws Complaint {
        if (flags.certificate == null && flags.account == null) {
            throw new Complaint(ExitCode.USAGE, "a FairPlay device needs --account or --certificate");
        }
        String from = flags.certificate == null ? ofAccount(request.target().url()) : flags.certificate;
        return from.startsWith("http://") || from.startsWith("https://") ? download(request.http(), from) : read(from);
    }

    private String ofAccount(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + "/hms/fp/certificate/" + flags.account;
    }

    private static byte[] download(Http http, String url) throws Complaint {
        var reply = http.get(TokenUrl.parse(url).url());
        if (reply.status() == STATUS_OK) return reply.body();
        throw new Complaint(ExitCode.USAGE, "no certificate: the server answered with status " + reply.status());
    }

    /// Where a server leaves the secret of the stand-in derivation.
    static Path askFile(Path data) {
        return DeviceFactory.folder(data).resolve("fairplay-ask.hex");
    }

    private SecretBytes ask(Path data) throws Complaint {
        String given =
                Optional.ofNullable(flags.ask).orElseGet(() -> askFile(data).toString());
        String digits = isAsk(given) ? given : new String(read(given), StandardCharsets.US_ASCII).strip();
        if (isAsk(digits)) return SecretBytes.parseHex(digits);
        throw new Complaint(ExitCode.USAGE, "--ask must be 32 hexadecimal digits, or a file with them");
    }

    private static boolean isAsk(String text) {
        return text.length() == ASK_DIGITS && text.chars().allMatch(HexFormat::isHexDigit);
    }

    private static byte[] read(String file) throws Complaint {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException unreadable) {
            throw new Complaint(ExitCode.USAGE, "cannot read " + file);
        }
    }

    private Outcome licensed(FairPlayLicense license, PlayRequest request) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("system", "fairplay");
        facts.put("spcVersion", flags.version);
        if (is(REPEAT, request)) facts.put("answers", request.times());
        if (is(RENEW, request)) facts.put("renewals", request.times());
        facts.put("iv", license.contentIv().expose(HexFormat.of()::formatHex));
        putTimes(facts, license);
        return new Outcome.Licensed(
                List.of(new Outcome.Key(Optional.empty(), license.contentKey(), rules(license))), facts);
    }

    private static void putTimes(Map<String, Object> facts, FairPlayLicense license) {
        license.duration().ifPresent(duration -> {
            facts.put("durationType", duration.type().name().toLowerCase(Locale.ROOT));
            putLimit(facts, "leaseSeconds", duration.lease());
            putLimit(facts, "rentalSeconds", duration.rental());
        });
        license.offline().ifPresent(offline -> {
            facts.put("durationType", "offline");
            putLimit(facts, "storageSeconds", offline.storage());
            putLimit(facts, "playbackSeconds", offline.playback());
        });
    }

    private static Map<String, Object> rules(FairPlayLicense license) {
        var rules = new LinkedHashMap<String, Object>();
        rules.put(
                "hdcp",
                license.hdcp().map(hdcp -> hdcp.name().toLowerCase(Locale.ROOT)).orElse("default"));
        license.level().ifPresent(level -> rules.put("level", level.name().toLowerCase(Locale.ROOT)));
        return rules;
    }

    private static void putLimit(Map<String, Object> facts, String name, long seconds) {
        if (seconds > 0) facts.put(name, seconds);
    }
}
