package dev.licet.device.playready;

import dev.licet.crypto.Digest;
import dev.licet.crypto.P256;
import dev.licet.drm.wire.PlayReadyRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Makes challenges of the structure that Microsoft has published (reference: playready.md 3), in canonical
/// form, and signs them. Where a genuine client encrypts its certificates to Microsoft's key, these have random
/// bytes.
public final class PlayReadyClient {
    static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    private static final String CLIENT_VERSION = "10.0.16384.10011";
    private static final int NONCE_BYTES = 16;
    private static final int SEALED_KEY_BYTES = 128;
    private static final int SEALED_CHAIN_BYTES = 4096;
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final P256.Key key;
    private final InstantSource clock;
    private final SecureRandom random;

    /// @param key signs, and is what licenses are wrapped to
    public PlayReadyClient(P256.Key key, InstantSource clock, SecureRandom random) {
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /// The key of this client.
    public P256.Key key() {
        return key;
    }

    /// A challenge for the content with these kids.
    ///
    /// @param kids       16 bytes each; one makes a header 4.0, several make a header 4.2
    /// @param customData what an application would add
    public byte[] challenge(List<byte[]> kids, Optional<String> customData) {
        String signed = signed(ChallengeXml.header(kids), customData);
        String info = ChallengeXml.info(Digest.sha256(signed.getBytes(StandardCharsets.UTF_8)));
        byte[] signature = P256.sign(key, info.getBytes(StandardCharsets.UTF_8), random);
        return envelope(
                "AcquireLicense",
                "<challenge><Challenge xmlns=\"" + PlayReadyRequest.MESSAGES + "\">" + signed
                        + signature(info, signature) + "</Challenge></challenge>");
    }

    /// A request for something else than a license.
    public static byte[] operation(String name) {
        return envelope(name, "<challenge></challenge>");
    }

    /// The key message of a browser around a challenge, in UTF-16 as browsers hand it to pages.
    public static byte[] keyMessage(byte[] challenge) {
        String text = "<PlayReadyKeyMessage type=\"LicenseAcquisition\"><LicenseAcquisition Version=\"1\">"
                + "<Challenge encoding=\"base64encoded\">" + BASE64.encodeToString(challenge) + "</Challenge>"
                + "<HttpHeaders><HttpHeader><name>Content-Type</name><value>text/xml; charset=utf-8</value></HttpHeader>"
                + "<HttpHeader><name>SOAPAction</name><value>\"" + PlayReadyRequest.PROTOCOLS
                + "/AcquireLicense\"</value></HttpHeader></HttpHeaders></LicenseAcquisition></PlayReadyKeyMessage>";
        return text.getBytes(StandardCharsets.UTF_16LE);
    }

    private static byte[] envelope(String operation, String content) {
        String text = "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope"
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:soap=\"" + PlayReadyRequest.SOAP + "\">"
                + "<soap:Body><" + operation + " xmlns=\"" + PlayReadyRequest.PROTOCOLS + "\">" + content + "</"
                + operation
                + "></soap:Body></soap:Envelope>";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String signed(String header, Optional<String> customData) {
        String custom = customData
                .map(text -> "<CustomData>" + ChallengeXml.escaped(text) + "</CustomData>")
                .orElse("");
        return "<LA xmlns=\"" + PlayReadyRequest.PROTOCOLS + "\" Id=\"SignedData\" xml:space=\"preserve\">"
                + "<Version>1</Version><ContentHeader>" + header + "</ContentHeader><CLIENTINFO><CLIENTVERSION>"
                + CLIENT_VERSION + "</CLIENTVERSION></CLIENTINFO><RevocationLists><RevListInfo><ListID>"
                + "ioydTlK2p0WXkWklprR5Hw==</ListID><Version>11</Version></RevListInfo></RevocationLists>" + custom
                + "<LicenseNonce>" + chance(NONCE_BYTES) + "</LicenseNonce><ClientTime>"
                + clock.instant().getEpochSecond() + "</ClientTime>" + sealed() + "</LA>";
    }

    /// Of the right form and size, and opened by nobody.
    private String sealed() {
        return "<EncryptedData xmlns=\"" + XENC + "\" Type=\"" + XENC + "Element\">"
                + "<EncryptionMethod Algorithm=\"" + XENC + "aes128-cbc\"></EncryptionMethod>"
                + "<KeyInfo xmlns=\"" + DSIG + "\"><EncryptedKey xmlns=\"" + XENC + "\"><EncryptionMethod Algorithm=\""
                + PlayReadyRequest.PROTOCOLS + "#ecc256\"></EncryptionMethod><KeyInfo xmlns=\"" + DSIG
                + "\"><KeyName>WMRMServer</KeyName></KeyInfo><CipherData><CipherValue>" + chance(SEALED_KEY_BYTES)
                + "</CipherValue></CipherData></EncryptedKey></KeyInfo><CipherData><CipherValue>"
                + chance(SEALED_CHAIN_BYTES) + "</CipherValue></CipherData></EncryptedData>";
    }

    private String signature(String info, byte[] signature) {
        return "<Signature xmlns=\"" + DSIG + "\">" + info + "<SignatureValue>" + BASE64.encodeToString(signature)
                + "</SignatureValue><KeyInfo xmlns=\"" + DSIG + "\"><KeyValue><ECCKeyValue><PublicKey>"
                + BASE64.encodeToString(key.point()) + "</PublicKey></ECCKeyValue></KeyValue></KeyInfo></Signature>";
    }

    private String chance(int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return BASE64.encodeToString(some);
    }
}
