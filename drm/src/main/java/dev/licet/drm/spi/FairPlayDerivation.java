package dev.licet.drm.spi;

/// Turns the secret block of an SPC into the content-key block of a CKC.
///
/// The session key and the DASk stay inside the plug-in: the caller never sees them. The shape is that of
/// `KSMCreateKeyPayload` in Apple's library (reference: fairplay.md 6.4, level B), so that a plug-in for it has
/// nothing to convert.
///
/// Implementations are called from many threads at once, must not keep what they are given, and must never
/// print it.
public interface FairPlayDerivation {
    /// The name by which a credential asks for this plug-in: 1 to 32 characters of `a-z`, `0-9` and `-`. The
    /// names `standin`, `fixed-dask` and `ksm-http` are taken.
    String name();

    /// Does the secret step for one SPC.
    ///
    /// It must decrypt `[SK..R1]`, compare the end of the block with [KeyRequest#integrity()] in constant time,
    /// and encrypt the content key. What can go wrong because of the SPC or of the credential is a
    /// [KeyPayload]; an exception means that the plug-in itself is broken. It is caught, and the device gets no
    /// license.
    KeyPayload derive(KeyRequest request);

    /// Whether no genuine device understands the result. Such a plug-in is never asked for a production token.
    default boolean developmentOnly() {
        return false;
    }
}
