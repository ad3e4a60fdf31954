package dev.licet.device.playready;

import dev.licet.drm.wire.PlayReadyGuid;
import dev.licet.drm.wire.PlayReadyRequest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// The parts of a challenge that depend on nothing but what is asked for.
final class ChallengeXml {
    private static final String HEADER = "http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader";

    private ChallengeXml() {}

    /// The header of the content: one kid makes a header 4.0, several make a header 4.2.
    static String header(List<byte[]> kids) {
        if (kids.size() == 1) {
            return "<WRMHEADER xmlns=\"" + HEADER + "\" version=\"4.0.0.0\"><DATA><PROTECTINFO><KEYLEN>16</KEYLEN>"
                    + "<ALGID>AESCTR</ALGID></PROTECTINFO><KID>" + PlayReadyGuid.print(kids.getFirst())
                    + "</KID></DATA></WRMHEADER>";
        }
        String list = kids.stream()
                .map(kid -> "<KID ALGID=\"AESCTR\" VALUE=\"" + PlayReadyGuid.print(kid) + "\"></KID>")
                .collect(Collectors.joining());
        return "<WRMHEADER xmlns=\"" + HEADER + "\" version=\"4.2.0.0\"><DATA><PROTECTINFO><KIDS>" + list
                + "</KIDS></PROTECTINFO></DATA></WRMHEADER>";
    }

    /// What is signed: the digest of the challenge.
    static String info(byte[] digest) {
        return "<SignedInfo xmlns=\"" + PlayReadyClient.DSIG + "\"><CanonicalizationMethod"
                + " Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"></CanonicalizationMethod>"
                + "<SignatureMethod Algorithm=\"" + PlayReadyRequest.PROTOCOLS + "#ecdsa-sha256\"></SignatureMethod>"
                + "<Reference URI=\"#SignedData\"><DigestMethod Algorithm=\"" + PlayReadyRequest.PROTOCOLS
                + "#sha256\"></DigestMethod><DigestValue>" + Base64.getEncoder().encodeToString(digest)
                + "</DigestValue></Reference></SignedInfo>";
    }

    /// Canonical XML 1.0, section 2.3, for text.
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#xD;");
    }
}
