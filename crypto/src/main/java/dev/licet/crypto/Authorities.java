package dev.licet.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates a client believes: those of the Java installation, and those of private authorities that
/// an operator names. And which certificate of its own it shows to servers that ask for one.
public final class Authorities {
    /// Those of the Java installation alone.
    public static final Authorities USUAL = new Authorities(List.of(), Optional.empty());

    /// How a server says that it does not know this client (RFC 8446 6.2). It has read nothing of the request then.
    private static final Set<String> STRANGER = Set.of(
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "unknown_ca",
            "access_denied",
            "certificate_required");

    private final Collection<? extends Certificate> more;
    private final Optional<Supplier<ClientIdentity>> shown;

    private Authorities(Collection<? extends Certificate> more, Optional<Supplier<ClientIdentity>> shown) {
        this.more = more;
        this.shown = shown;
    }

    /// Those of the Java installation and the given ones.
    ///
    /// @param pem one or more certificates in PEM, or one in DER
    /// @return empty when it holds none, or something else
    public static Optional<Authorities> with(byte[] pem) {
        Collection<? extends Certificate> more = read(pem);
        return more.isEmpty() ? Optional.empty() : Optional.of(new Authorities(more, Optional.empty()));
    }

    /// The same for clients that show a certificate of their own.
    ///
    /// @param identity what is shown now; asked for each new connection, so that it can change
    public Authorities showing(Supplier<ClientIdentity> identity) {
        return new Authorities(more, Optional.of(identity));
    }

    /// For the clients that are to believe them.
    public SSLContext context() {
        try {
            return more.isEmpty() && shown.isEmpty() ? SSLContext.getDefault() : own();
        } catch (GeneralSecurityException missing) {
            throw new BrokenPlatform("TLS", missing);
        }
    }

    private static Collection<? extends Certificate> read(byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        } catch (CertificateException unreadable) {
            return List.of();
        }
    }

    private SSLContext own() throws GeneralSecurityException {
        var store = empty();
        int number = 0;
        for (X509Certificate usual : usualIssuers()) store.setCertificateEntry("usual " + number++, usual);
        for (Certificate own : more) store.setCertificateEntry("own " + number++, own);
        var context = SSLContext.getInstance("TLS");
        context.init(shown.map(ClientIdentity::showing).orElse(null), managers(store), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return store;
    }

    private static X509Certificate[] usualIssuers() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager usual) return usual.getAcceptedIssuers();
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /// The word with which a server has turned away the certificate that it was shown, or the lack of one; empty when a
    /// connection failed for another reason.
    public static Optional<String> stranger(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = cause instanceof SSLException ? String.valueOf(cause.getMessage()) : "";
            var alert = STRANGER.stream().filter(words::endsWith).findFirst();
            if (alert.isPresent() && words.contains("alert")) return alert;
        }
        return Optional.empty();
    }

    /// Why a server's certificate was not believed, in a few words; empty when a connection failed for another
    /// reason.
    public static Optional<String> distrust(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) return Optional.of("no known authority has signed it");
            if (cause instanceof CertificateException bad) return Optional.of(word(bad));
            if (cause instanceof SSLPeerUnverifiedException unverified)
                return Optional.of(String.valueOf(unverified.getMessage()));
        }
        String words = String.valueOf(failure.getMessage());
        return failure instanceof SSLHandshakeException && words.contains("PKIX")
                ? Optional.of(words)
                : Optional.empty();
    }

    /// The name that does not fit, or the day it ended, stands in the message; a missing authority further
    /// below.
    private static String word(CertificateException bad) {
        for (Throwable cause = bad.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) return "no known authority has signed it";
        }
        return String.valueOf(bad.getMessage()).lines().findFirst().orElse("it is not valid");
    }
}
