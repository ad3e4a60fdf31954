/// FairPlay derivations for Licet.
module com.example.licet.fairplay {
    requires dev.licet.crypto;
    requires dev.licet.drm;

    provides dev.licet.drm.spi.FairPlayDerivation with
            com.example.licet.Sdk4Derivation,
            com.example.licet.Sdk5Derivation;
}
