package dev.licet.drm.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `SignedDrmCertificate`: a certificate with the signature of its issuer and, often, the issuer's own certificate
/// (reference: widevine.md 1.3).
///
/// @param certificate   `DrmCertificate` in one piece; the signature is over exactly these bytes
/// @param signature     RSA-PSS of the issuer
/// @param signer        the issuer's signed certificate in one piece
/// @param hashAlgorithm 0, 1 or absent: SHA-1
public record WidevineSignedCertificate(
        byte[] certificate, byte[] signature, Optional<byte[]> signer, OptionalInt hashAlgorithm) {
    /// The longest chain that is read; real ones have two or three links.
    public static final int MAX_CHAIN = 4;

    /// A certificate that hashes with SHA-1.
    public WidevineSignedCertificate(byte[] certificate, byte[] signature, Optional<byte[]> signer) {
        this(certificate, signature, signer, OptionalInt.empty());
    }

    /// Reads one link.
    public static WidevineSignedCertificate read(byte[] bytes) throws MalformedMessage {
        var fields = ProtoReader.read(bytes, "SignedDrmCertificate");
        return new WidevineSignedCertificate(
                fields.required(fields.bytes(1), "drm_certificate"),
                fields.required(fields.bytes(2), "signature"),
                fields.bytes(3),
                fields.small(4));
    }

    /// Reads a certificate and all its signers, the leaf first.
    public static List<WidevineSignedCertificate> readChain(byte[] bytes) throws MalformedMessage {
        var chain = new ArrayList<WidevineSignedCertificate>();
        Optional<byte[]> next = Optional.of(bytes);
        while (next.isPresent()) {
            if (chain.size() == MAX_CHAIN) throw new MalformedMessage("certificate chain: more than 4 links");
            var link = read(next.get());
            chain.add(link);
            next = link.signer;
        }
        return chain;
    }

    /// Whether the signature is made over SHA-1, the only hash in use with RSA devices.
    public boolean hashesWithSha1() {
        return hashAlgorithm.orElse(0) <= 1;
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .bytes(1, certificate)
                .bytes(2, signature)
                .bytes(3, signer)
                .number(4, hashAlgorithm)
                .toBytes();
    }
}
