/// Secrets and primitives: AES, CMAC, key wrap, RSA, HKDF, HMAC and the few DER structures around them.
/// The only module that touches `javax.crypto`. Knows no protocol, no account, no database.
module dev.licet.crypto {
    requires static transitive org.jspecify;

    exports dev.licet.crypto;

    uses java.security.Provider;
}
