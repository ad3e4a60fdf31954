package dev.licet.dashboard;

import dev.licet.domain.Drm;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One parameter of a token request, as the workbench offers it (`docs/api.md`, `docs/playready.md`).
///
/// @param name  of the parameter
/// @param drms  which systems read it
/// @param usual what the form begins with
/// @param hint  what is typed into it
record WorkbenchField(String name, Set<Drm> drms, String usual, String hint) {
    static final String KID = "kid";
    static final String KEY = "contentKey";
    static final String KEK = "kek";
    static final String IV = "iv";
    /// Not a parameter: its lines are the keys of a request with several.
    static final String KEYS = "keys";

    private static final Set<String> SECRET = Set.of(KEY, KEK, "ek", KEYS);
    private static final Set<Drm> EVERY = EnumSet.allOf(Drm.class);
    private static final Set<Drm> WIDEVINE = Set.of(Drm.WIDEVINE);
    private static final Set<Drm> FAIRPLAY = Set.of(Drm.FAIRPLAY);
    private static final Set<Drm> PLAYREADY = Set.of(Drm.PLAYREADY);
    private static final String DIGITS = "32 hexadecimal digits";
    private static final String SECONDS = "seconds";

    /// All, in the order of the form.
    static final List<WorkbenchField> ALL = List.of(
            new WorkbenchField(KID, EVERY, "", DIGITS + ", or ^ and a name"),
            new WorkbenchField(KEY, EVERY, "", DIGITS),
            new WorkbenchField(KEK, EVERY, "", "for a stored or a wrapped key"),
            new WorkbenchField("ek", EVERY, "", "the key, wrapped under the kek"),
            new WorkbenchField(IV, FAIRPLAY, "", DIGITS),
            new WorkbenchField("expirationTime", EVERY, "+3600", "+ and seconds, or a time in UTC"),
            new WorkbenchField("securityLevel", WIDEVINE, "1", "1 to 5"),
            new WorkbenchField("hdcpOutputControl", WIDEVINE, "0", "0 none, 1, 2"),
            new WorkbenchField("licenseDuration", WIDEVINE, "", SECONDS),
            new WorkbenchField("playbackDuration", WIDEVINE, "", SECONDS + ", profile current"),
            new WorkbenchField("rentalDuration", FAIRPLAY, "", SECONDS),
            new WorkbenchField("licetPersistent", FAIRPLAY, "", "true: may be kept"),
            new WorkbenchField("licetPlaybackDuration", FAIRPLAY, "", SECONDS + " from the first play"),
            new WorkbenchField("licetLeaseDuration", FAIRPLAY, "", SECONDS),
            new WorkbenchField("licetHdcpType", FAIRPLAY, "", "-1, 0 or 1"),
            new WorkbenchField("licetSecurityLevel", FAIRPLAY, "", "audio, baseline or main"),
            new WorkbenchField("rightsType", PLAYREADY, "BuyToOwn", "BuyToOwn or Rental"),
            new WorkbenchField("rental.periodEndTime", PLAYREADY, "", "when a rental ends"),
            new WorkbenchField("rental.playDuration", PLAYREADY, "", SECONDS + " from the first play"),
            new WorkbenchField("minCertSecurityLevel", PLAYREADY, "", "2000; 150 for test clients"),
            new WorkbenchField("unknownOutputBehavior", PLAYREADY, "", "Disallow if empty"),
            new WorkbenchField("analogVideoOPL", PLAYREADY, "150", "output protection level"),
            new WorkbenchField("compressedDigitalAudioOPL", PLAYREADY, "200", ""),
            new WorkbenchField("compressedDigitalVideoOPL", PLAYREADY, "500", ""),
            new WorkbenchField("uncompressedDigitalAudioOPL", PLAYREADY, "250", ""),
            new WorkbenchField("uncompressedDigitalVideoOPL", PLAYREADY, "270", ""),
            new WorkbenchField("generalFlags", EVERY, "", "00000001: may be kept"),
            new WorkbenchField("cookie", EVERY, "workbench", "stands in records"),
            new WorkbenchField("contentId", EVERY, "", "stands in records"),
            new WorkbenchField("wvExtension", WIDEVINE, "", "four characters, a comma, base64"),
            new WorkbenchField("fpExtension", FAIRPLAY, "", "four characters, a comma, base64"));

    /// Which systems take several keys in one token.
    static final Set<Drm> OF_KEYS = EnumSet.complementOf(EnumSet.of(Drm.FAIRPLAY));

    /// Whether a parameter, with an index or without, is a key, which is never shown again.
    static boolean isSecret(String name) {
        return SECRET.contains(name.replaceFirst("\\..*", ""));
    }

    /// Whether that system reads it.
    boolean isOf(Drm drm) {
        return drms.contains(drm);
    }

    /// For a page: the words of systems, with spaces between them.
    static String words(Set<Drm> drms) {
        return drms.stream().map(Drm::word).sorted().collect(Collectors.joining(" "));
    }
}
