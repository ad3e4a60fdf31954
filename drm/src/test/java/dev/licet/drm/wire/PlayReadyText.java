package dev.licet.drm.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Challenges as Microsoft's documentation prints their structure; the values are made up.
public final class PlayReadyText {
    /// The kid of the content, as every other system writes it.
    public static final String KID = "fd1a706ac2b36002888f6d4a414333c3";
    /// The same as PlayReady writes it.
    public static final String GUID = "anAa/bPCAmCIj21KQUMzww==";

    private static final String HEADER = "http://schemas.microsoft.com/DRM/2007/03/PlayReadyHeader";

    private PlayReadyText() {}

    /// A header of version 4.0.
    public static String header40() {
        return header(
                "4.0.0.0",
                "<PROTECTINFO><KEYLEN>16</KEYLEN><ALGID>AESCTR</ALGID></PROTECTINFO><KID>" + GUID
                        + "</KID><LA_URL>https://license.example/rm.asmx?a=1&amp;b=2</LA_URL>");
    }

    /// A header of version 4.1.
    public static String header41() {
        return header(
                "4.1.0.0",
                "<PROTECTINFO><KID ALGID=\"AESCTR\" CHECKSUM=\"FsQztFA26hI=\" VALUE=\"" + GUID
                        + "\"></KID></PROTECTINFO>");
    }

    /// A header of version 4.2 or 4.3.
    public static String header42(String version, String algorithm) {
        return header(
                version,
                "<PROTECTINFO><KIDS><KID ALGID=\"" + algorithm + "\" VALUE=\"" + GUID
                        + "\"></KID></KIDS></PROTECTINFO>");
    }

    private static String header(String version, String data) {
        return "<WRMHEADER xmlns=\"" + HEADER + "\" version=\"" + version + "\"><DATA>" + data + "</DATA></WRMHEADER>";
    }

    /// A challenge with that header and that beside it.
    public static String challenge(String header, String more) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope"
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:soap=\"" + PlayReadyRequest.SOAP + "\">"
                + "<soap:Body><AcquireLicense xmlns=\"" + PlayReadyRequest.PROTOCOLS
                + "\"><challenge><Challenge xmlns=\""
                + PlayReadyRequest.MESSAGES + "\"><LA xmlns=\"" + PlayReadyRequest.PROTOCOLS
                + "\" Id=\"SignedData\" xml:space=\"preserve\"><Version>1</Version><ContentHeader>" + header
                + "</ContentHeader><CLIENTINFO><CLIENTVERSION>10.0.16384.10011</CLIENTVERSION></CLIENTINFO>"
                + "<RevocationLists><RevListInfo><ListID>ioydTlK2p0WXkWklprR5Hw==</ListID><Version>11</Version>"
                + "</RevListInfo></RevocationLists>" + more
                + "<LicenseNonce>AAECAwQFBgcICQoLDA0ODw==</LicenseNonce><ClientTime>1795910400</ClientTime></LA>"
                + "</Challenge></challenge></AcquireLicense></soap:Body></soap:Envelope>";
    }

    /// The bytes of a challenge.
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A browser's key message around a challenge.
    public static byte[] keyMessage(byte[] challenge) {
        String text = "<PlayReadyKeyMessage type=\"LicenseAcquisition\"><LicenseAcquisition Version=\"1\"><Challenge"
                + " encoding=\"base64encoded\">" + Base64.getEncoder().encodeToString(challenge)
                + "</Challenge><HttpHeaders></HttpHeaders></LicenseAcquisition></PlayReadyKeyMessage>";
        return text.getBytes(StandardCharsets.UTF_16LE);
    }
}
