package dev.licet.server.e2e;

import dev.licet.domain.key.KeyId;
import dev.licet.keys.Signalling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A document as an encryptor sends it, with gaps for everything.
///
/// @param version   `1.0`, `2.0` or `2.1`
/// @param contentId for what
/// @param scheme    of Common Encryption
/// @param systems   ids with hyphens
/// @param tracks    the filters of each track type, as XML
record SpekeDocument(
        String version, String contentId, String scheme, List<String> systems, Map<String, String> tracks) {
    static final String WIDEVINE = "edef8ba9-79d6-4ace-a3c8-27dcd51d21ed";
    static final String PLAYREADY = "9a04f079-9840-4286-ab92-e65be0885f95";
    static final String FAIRPLAY = "94ce86fb-07ff-4f43-adb8-93d2fa968ca2";

    private static final Map<String, String> FILTERS = Map.ofEntries(
            Map.entry("VIDEO", "<cpix:VideoFilter/>"),
            Map.entry("SD", "<cpix:VideoFilter maxPixels=\"589824\"/>"),
            Map.entry("HD", "<cpix:VideoFilter minPixels=\"589825\" maxPixels=\"2073600\"/>"),
            Map.entry("HD1", "<cpix:VideoFilter minPixels=\"589825\" maxPixels=\"921600\"/>"),
            Map.entry("HD2", "<cpix:VideoFilter minPixels=\"921601\" maxPixels=\"2073600\"/>"),
            Map.entry("UHD", "<cpix:VideoFilter minPixels=\"2073601\"/>"),
            Map.entry("UHD1", "<cpix:VideoFilter minPixels=\"2073601\" maxPixels=\"8847360\"/>"),
            Map.entry("UHD2", "<cpix:VideoFilter minPixels=\"8847361\"/>"),
            Map.entry("SD+HD1", "<cpix:VideoFilter maxPixels=\"921600\"/>"),
            Map.entry("AUDIO", "<cpix:AudioFilter/>"),
            Map.entry("STEREO_AUDIO", "<cpix:AudioFilter maxChannels=\"2\"/>"),
            Map.entry("MULTICHANNEL_AUDIO", "<cpix:AudioFilter minChannels=\"3\"/>"),
            Map.entry("MULTICHANNEL_AUDIO_3_6", "<cpix:AudioFilter minChannels=\"3\" maxChannels=\"6\"/>"),
            Map.entry("MULTICHANNEL_AUDIO_7", "<cpix:AudioFilter minChannels=\"7\"/>"),
            Map.entry("ALL", "<cpix:VideoFilter/><cpix:AudioFilter/>"));

    /// The thirteen presets of AWS (reference: speke-cpix.md 5).
    static final Map<String, List<String>> PRESETS = presets();

    private static Map<String, List<String>> presets() {
        var presets = new LinkedHashMap<String, List<String>>();
        presets.put("VIDEO-1", List.of("VIDEO"));
        presets.put("VIDEO-2", List.of("SD", "HD"));
        presets.put("VIDEO-3", List.of("SD", "HD", "UHD"));
        presets.put("VIDEO-4", List.of("SD", "HD", "UHD1", "UHD2"));
        presets.put("VIDEO-5", List.of("SD", "HD1", "HD2", "UHD1", "UHD2"));
        presets.put("VIDEO-6", List.of("SD", "HD1", "HD2", "UHD"));
        presets.put("VIDEO-7", List.of("SD+HD1", "HD2", "UHD"));
        presets.put("VIDEO-8", List.of("SD+HD1", "HD2", "UHD1", "UHD2"));
        presets.put("AUDIO-1", List.of("AUDIO"));
        presets.put("AUDIO-2", List.of("STEREO_AUDIO", "MULTICHANNEL_AUDIO"));
        presets.put("AUDIO-3", List.of("STEREO_AUDIO", "MULTICHANNEL_AUDIO_3_6", "MULTICHANNEL_AUDIO_7"));
        presets.put("SHARED", List.of("ALL"));
        presets.put("UNENCRYPTED", List.of());
        return presets;
    }

    /// Every preset in every scheme for every system that plays it and for all that do, in both versions.
    static List<SpekeDocument> matrix() {
        var documents = new ArrayList<SpekeDocument>();
        for (String version : List.of("2.0", "2.1")) {
            for (String[] presets : contracts()) {
                for (String system : List.of(WIDEVINE, PLAYREADY)) {
                    documents.add(of(version, "cenc", List.of(system), presets));
                    documents.add(of(version, "cbcs", List.of(system), presets));
                }
                documents.add(of(version, "cenc", List.of(WIDEVINE, PLAYREADY), presets));
                documents.add(of(version, "cbcs", List.of(FAIRPLAY), presets));
                documents.add(of(version, "cbcs", List.of(WIDEVINE, PLAYREADY, FAIRPLAY), presets));
            }
        }
        return documents;
    }

    /// Each preset, with one for the other side where it is for one alone.
    static List<String[]> contracts() {
        return PRESETS.keySet().stream()
                .map(preset -> switch (preset) {
                    case "SHARED" -> new String[] {preset};
                    case "UNENCRYPTED" -> new String[] {preset, "AUDIO-1"};
                    default -> new String[] {preset, preset.startsWith("VIDEO") ? "AUDIO-1" : "VIDEO-1"};
                })
                .toList();
    }

    static SpekeDocument of(String version, String scheme, List<String> systems, String... presets) {
        var tracks = new LinkedHashMap<String, String>();
        for (String preset : presets) PRESETS.get(preset).forEach(track -> tracks.put(track, FILTERS.get(track)));
        return new SpekeDocument(version, "film-" + String.join("-", presets), scheme, systems, tracks);
    }

    String cpixVersion() {
        return version.equals("2.1") ? "2.4" : "2.3";
    }

    String kid(String track) {
        return Signalling.dashed(KeyId.ofName(contentId + "/" + track));
    }

    List<String> kids() {
        return tracks.keySet().stream().map(this::kid).toList();
    }

    String text() {
        var keys = new StringBuilder();
        var drms = new StringBuilder();
        var rules = new StringBuilder();
        tracks.forEach((track, filters) -> {
            String kid = kid(track);
            keys.append("\n    <cpix:ContentKey kid=\"" + kid + "\" commonEncryptionScheme=\"" + scheme + "\"/>");
            for (String system : systems) drms.append(system(kid, system));
            rules.append("\n    <cpix:ContentKeyUsageRule kid=\"" + kid + "\" intendedTrackType=\"" + track + "\">")
                    .append("<cpix:KeyPeriodFilter periodId=\"p1\"/>")
                    .append(filters)
                    .append("</cpix:ContentKeyUsageRule>");
        });
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <cpix:CPIX id="ignored" contentId="%s" version="%s" xmlns:cpix="urn:dashif:org:cpix" xmlns:pskc="urn:ietf:params:xml:ns:keyprov:pskc">
                  <cpix:ContentKeyList>%s
                  </cpix:ContentKeyList>
                  <cpix:DRMSystemList>%s
                  </cpix:DRMSystemList>
                  <cpix:ContentKeyPeriodList><cpix:ContentKeyPeriod id="p1" index="7"/></cpix:ContentKeyPeriodList>
                  <cpix:ContentKeyUsageRuleList>%s
                  </cpix:ContentKeyUsageRuleList>
                </cpix:CPIX>
                """.formatted(contentId, cpixVersion(), keys, drms, rules);
    }

    private String system(String kid, String system) {
        String whole = version.equals("2.1") ? "multiVariant" : "master";
        var gaps = new ArrayList<>(List.of("<cpix:PSSH/>", "<cpix:ContentProtectionData/>"));
        gaps.add("<cpix:HLSSignalingData playlist=\"media\"/>");
        gaps.add("<cpix:HLSSignalingData playlist=\"" + whole + "\"/>");
        if (system.equals(PLAYREADY)) gaps.add("<cpix:SmoothStreamingProtectionHeaderData/>");
        return "\n    <cpix:DRMSystem kid=\"" + kid + "\" systemId=\"" + system + "\">" + String.join("", gaps)
                + "</cpix:DRMSystem>";
    }
}
