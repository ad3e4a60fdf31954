package dev.licet.domain.packager;

import dev.licet.domain.token.TrackType;
import java.util.List;

/// The file that GPAC's `MP4Box -crypt` reads.
final class GpacFile {
    private GpacFile() {}

    static String of(List<ServedKey> keys) {
        String head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<GPACDRM type=\""
                + PackagerTool.scheme(keys.getFirst()) + "\">\n";
        return head + PackagerTool.lines(keys, GpacFile::track) + "\n</GPACDRM>";
    }

    private static String track(ServedKey key, int number) {
        return "  <CrypTrack trackID=\"" + number + "\" IsEncrypted=\"1\" " + ivs(key) + ">\n    <key KID=\"0x"
                + PackagerTool.kid(key) + "\" value=\"0x" + PackagerTool.value(key) + "\"/>\n  </CrypTrack>";
    }

    /// One IV for all samples, or the first of many: 16 bytes where blocks are chained, else 8.
    private static String ivs(ServedKey key) {
        return switch (PackagerTool.scheme(key)) {
            case "cbcs" ->
                "IV_size=\"0\" constant_IV_size=\"16\" constant_IV=\"0x" + PackagerTool.iv(key) + "\"" + pattern(key);
            case "cbc1" -> "IV_size=\"16\" first_IV=\"0x" + PackagerTool.iv(key) + "\"";
            default -> "IV_size=\"8\" first_IV=\"0x" + PackagerTool.iv(key).substring(0, 16) + "\"";
        };
    }

    private static String pattern(ServedKey key) {
        boolean sound = key.key().type() == TrackType.AUDIO;
        return sound ? "" : " crypt_byte_block=\"1\" skip_byte_block=\"9\"";
    }
}
