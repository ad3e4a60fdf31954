package dev.licet.keys.cpix;

/// Namespaces and algorithms of CPIX.
public final class Names {
    /// CPIX itself.
    public static final String CPIX = "urn:dashif:org:cpix";
    /// Key containers (RFC 6030).
    public static final String PSKC = "urn:ietf:params:xml:ns:keyprov:pskc";
    /// XML signatures, for certificates.
    public static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    /// XML encryption.
    public static final String ENC = "http://www.w3.org/2001/04/xmlenc#";
    /// What SPEKE 1.0 adds.
    public static final String SPEKE = "urn:aws:amazon:com:speke";

    /// AES-256 in CBC mode.
    public static final String AES_256_CBC = ENC + "aes256-cbc";
    /// RSA-OAEP with SHA-1.
    public static final String RSA_OAEP = ENC + "rsa-oaep-mgf1p";
    /// HMAC-SHA-512.
    public static final String HMAC_SHA_512 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512";

    private Names() {}
}
