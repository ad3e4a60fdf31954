package dev.licet.drm.playready;

import dev.licet.domain.token.PlayReadyRules;
import dev.licet.drm.wire.PlayReadyGuid;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// What Microsoft's public test server is told in its URL: one group in parentheses for each license
/// (reference: playready.md 4). Extensions and `outputControlFlags` have no word there and are left out.
final class TestServerUrl {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private TestServerUrl() {}

    static URI of(URI server, List<GrantedLicense> licenses) {
        if (licenses.isEmpty()) return server;
        String separator = server.getRawQuery() == null ? "?" : "&";
        return URI.create(server + separator + "cfg=" + configuration(licenses));
    }

    static String configuration(List<GrantedLicense> licenses) {
        return licenses.stream().map(TestServerUrl::group).collect(Collectors.joining(","));
    }

    private static String group(GrantedLicense license) {
        var words = new ArrayList<String>();
        words.add(
                "kid:" + PlayReadyGuid.dashed(license.key().kid().orElseThrow().bytes()));
        words.add("contentkey:" + license.key().key().expose(Base64.getEncoder()::encodeToString));
        words.add("sl:" + license.rules().securityLevel());
        words.add("ckt:" + algorithm(license.rules().algorithm()));
        words.add("persist:" + license.persistent());
        license.begin().ifPresent(time -> words.add("begindate:" + text(time)));
        license.end().ifPresent(time -> words.add("enddate:" + text(time)));
        license.firstPlay().ifPresent(time -> words.add("firstexp:" + time.toSeconds()));
        words.addAll(outputs(license));
        return "(" + String.join(",", words) + ")";
    }

    private static List<String> outputs(GrantedLicense license) {
        var words = new ArrayList<String>();
        var levels = license.rules().levels();
        words.add("avopl:" + levels.analogVideo());
        words.add("caopl:" + levels.compressedDigitalAudio());
        words.add("ucaopl:" + levels.uncompressedDigitalAudio());
        words.add("cvopl:" + levels.compressedDigitalVideo());
        words.add("ucvopl:" + levels.uncompressedDigitalVideo());
        switch (license.outputs()) {
            case ALLOW -> words.add("allowunknownhd:true");
            case SD_ONLY -> words.add("allowunknownsd:true");
            case DISALLOW -> {}
        }
        return words;
    }

    private static String algorithm(PlayReadyRules.Algorithm algorithm) {
        return switch (algorithm) {
            case AES_CTR -> "aes128bitctr";
            case AES_CBC -> "aes128bitcbc";
        };
    }

    private static String text(Instant time) {
        return TIME.format(time);
    }
}
