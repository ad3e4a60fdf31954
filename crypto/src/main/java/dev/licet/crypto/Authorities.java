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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whose certificates a client believes: those of the Java installation, and those of private authorities that
/// an operator names.
public final class Authorities {
    /// Those of the Java installation alone.
    public static final Authorities USUAL = new Authorities(List.of());

    private final Collection<? extends Certificate> more;

    private Authorities(Collection<? extends Certificate> more) {
        this.more = more;
    }

    /// Those of the Java installation and the given ones.
    ///
    /// @param pem one or more certificates in PEM, or one in DER
    /// @return empty when it holds none, or something else
    public static Optional<Authorities> with(byte[] pem) {
        Collection<? extends Certificate> more = read(pem);
        return more.isEmpty() ? Optional.empty() : Optional.of(new Authorities(more));
    }

    /// For the clients that are to believe them.
    public SSLContext context() {
        try {
            return more.isEmpty() ? SSLContext.getDefault() : trusting();
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

    private SSLContext trusting() throws GeneralSecurityException {
        var store = empty();
        int number = 0;
        for (X509Certificate usual : usualIssuers()) store.setCertificateEntry("usual " + number++, usual);
        for (Certificate own : more) store.setCertificateEntry("own " + number++, own);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers(store), null);
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

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /// Why a server's certificate was not believed, in a few words; empty when a connection failed for another
    /// reason.
    public static Optional<String> distrust(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) return Optional.of("no known authority has signed it");
            if (cause instanceof CertificateException bad) return Optional.of(word(bad));
            if (cause instanceof SSLPeerUnverifiedException unverified) return Optional.of(unverified.getMessage());
        }
        boolean shown = failure instanceof SSLHandshakeException
                && String.valueOf(failure.getMessage()).contains("PKIX");
        return shown ? Optional.of(failure.getMessage()) : Optional.empty();
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
