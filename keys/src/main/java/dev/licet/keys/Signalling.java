package dev.licet.keys;

import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.SkdForm;
import dev.licet.drm.wire.PlayReadyObject;
import dev.licet.drm.wire.PsshBox;
import dev.licet.drm.wire.WidevinePssh;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a DRM system's signalling says of one key: in the media, in a DASH manifest, in an HLS playlist and in a Smooth
/// manifest (reference: speke-cpix.md 6). All of it is made here and from the same bytes, so that it cannot differ.
public final class Signalling {
    private static final String CENC = "urn:mpeg:cenc:2013";
    private static final String PLAYREADY = "urn:microsoft:playready";

    private final ProtectionSystem system;
    private final Scheme scheme;
    private final ServedKey key;
    private final Setting setting;
    private final WidevinePssh.Marks marks;

    /// What signalling depends on besides the key.
    ///
    /// @param contentId for what content
    /// @param skd       how FairPlay playlists name a key
    /// @param keyUrl    where players of AES-128 fetch the key, without a slash at the end
    /// @param acquisitionUrl what PlayReady headers name as `LA_URL`; empty for none
    public record Setting(String contentId, SkdForm skd, String keyUrl, Optional<String> acquisitionUrl) {
        /// As it is set for the account of a call.
        public static Setting of(KeyProvider provider, PackagerCall call, String contentId, String keyUrl) {
            return new Setting(
                    contentId,
                    provider.options(call.account(), call.environment()).skd(),
                    keyUrl,
                    provider.acquisitionUrl(call.account(), call.environment()));
        }
    }

    /// @param scheme one that the system plays
    public Signalling(ProtectionSystem system, Scheme scheme, ServedKey key, Setting setting) {
        this(system, scheme, key, setting, WidevinePssh.Marks.NONE);
    }

    private Signalling(
            ProtectionSystem system, Scheme scheme, ServedKey key, Setting setting, WidevinePssh.Marks marks) {
        this.system = system;
        this.scheme = scheme;
        this.key = key;
        this.setting = setting;
        this.marks = marks;
    }

    /// The same, where Widevine's box says more of the key.
    public Signalling marked(WidevinePssh.Marks more) {
        return new Signalling(system, scheme, key, setting, more);
    }

    /// With hyphens, as CPIX and manifests write a kid.
    public static String dashed(KeyId kid) {
        String hex = kid.hex();
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    /// The box for the media; empty for systems that have none.
    public Optional<byte[]> pssh() {
        return switch (system) {
            case WIDEVINE, PLAYREADY -> psshData().map(data -> PsshBox.of(system.id(), data));
            case COMMON ->
                Optional.of(PsshBox.ofKids(system.id(), List.of(key.key().kid().bytes())));
            case FAIRPLAY, AES_128, AES_128_V1 -> Optional.empty();
        };
    }

    /// What stands in the box, without its head; empty for systems whose box has no data.
    public Optional<byte[]> psshData() {
        return switch (system) {
            case WIDEVINE -> Optional.of(widevineData(key.key().kid().bytes()));
            case PLAYREADY -> Optional.of(playReadyObject());
            case COMMON, FAIRPLAY, AES_128, AES_128_V1 -> Optional.empty();
        };
    }

    private byte[] widevineData(byte[] kid) {
        byte[] word = scheme.common().orElseThrow().word().getBytes(StandardCharsets.US_ASCII);
        long number = Integer.toUnsignedLong(ByteBuffer.wrap(word).getInt());
        return new WidevinePssh(List.of(kid), Optional.empty(), Optional.empty(), OptionalLong.of(number), marks)
                .toBytes();
    }

    private byte[] playReadyObject() {
        var keys = List.of(new PlayReadyObject.Key(key.key().kid().bytes(), key.value()));
        return scheme.isCbc()
                ? PlayReadyObject.chained(keys, setting.acquisitionUrl())
                : PlayReadyObject.counter(keys, setting.acquisitionUrl());
    }

    /// What goes into the `ContentProtection` element of a DASH manifest, as text; empty for systems that have nothing
    /// there. Each element declares its own prefix, because there is no root.
    public Optional<String> contentProtection() {
        return switch (system) {
            case WIDEVINE, COMMON -> Optional.of(psshElement());
            case PLAYREADY ->
                Optional.of(psshElement() + "<mspr:pro xmlns:mspr=\"" + PLAYREADY + "\">" + base64(playReadyObject())
                        + "</mspr:pro>");
            case FAIRPLAY, AES_128, AES_128_V1 -> Optional.empty();
        };
    }

    private String psshElement() {
        return "<cenc:pssh xmlns:cenc=\"" + CENC + "\">" + base64(pssh().orElseThrow()) + "</cenc:pssh>";
    }

    /// The line of a media playlist, without its end; empty for the common box, which HLS does not have.
    public Optional<String> mediaLine() {
        return attributes().map(attributes -> "#EXT-X-KEY:" + attributes);
    }

    /// The line of a multivariant playlist, with the same attributes.
    public Optional<String> sessionLine() {
        return attributes().map(attributes -> "#EXT-X-SESSION-KEY:" + attributes);
    }

    private Optional<String> attributes() {
        return switch (system) {
            case WIDEVINE ->
                Optional.of("METHOD=" + method() + ",URI=\"" + uri() + "\",KEYFORMAT=\"" + keyFormat()
                        + "\",KEYFORMATVERSIONS=\"1\"");
            case PLAYREADY ->
                Optional.of("METHOD=" + method() + ",KEYFORMAT=\"" + keyFormat() + "\",KEYFORMATVERSIONS=\"1\",URI=\""
                        + uri() + "\"");
            case FAIRPLAY ->
                Optional.of("METHOD=SAMPLE-AES,URI=\"" + uri() + "\",KEYFORMAT=\"" + keyFormat()
                        + "\",KEYFORMATVERSIONS=\"1\"");
            case AES_128, AES_128_V1 ->
                Optional.of("METHOD=AES-128,URI=\"" + uri() + "\",KEYFORMAT=\"" + keyFormat()
                        + "\",KEYFORMATVERSIONS=\"1\"");
            case COMMON -> Optional.empty();
        };
    }

    private String method() {
        return scheme.isCbc() ? "SAMPLE-AES" : "SAMPLE-AES-CTR";
    }

    /// Names the system in a playlist; the common box has no name there.
    public String keyFormat() {
        return switch (system) {
            case WIDEVINE -> "urn:uuid:" + system.id();
            case PLAYREADY -> "com.microsoft.playready";
            case FAIRPLAY -> "com.apple.streamingkeydelivery";
            case AES_128, AES_128_V1 -> "identity";
            case COMMON -> "org.w3.clearkey";
        };
    }

    /// What a playlist names the key by.
    public String uri() {
        return switch (system) {
            case WIDEVINE, COMMON -> "data:text/plain;base64," + base64(pssh().orElseThrow());
            case PLAYREADY -> "data:text/plain;charset=UTF-16;base64," + base64(playReadyObject());
            case FAIRPLAY -> "skd://" + skd();
            case AES_128, AES_128_V1 ->
                setting.keyUrl() + "/" + path(setting.contentId()) + "/"
                        + dashed(key.key().kid());
        };
    }

    private String skd() {
        return switch (setting.skd()) {
            case KID -> key.key().kid().hex();
            case JSON ->
                base64(("{\"ContentId\":\"" + json(setting.contentId()) + "\",\"KeyId\":\""
                                + dashed(key.key().kid()) + "\",\"IV\":\"" + base64(key.iv()) + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        };
    }

    /// A content id has no control characters.
    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String path(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The PlayReady object for a Smooth manifest; empty for all others.
    public Optional<byte[]> smoothHeader() {
        return system == ProtectionSystem.PLAYREADY ? Optional.of(playReadyObject()) : Optional.empty();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
