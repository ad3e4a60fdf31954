package dev.licet.drm.widevine.upstream;

import dev.licet.domain.Refusal;
import dev.licet.drm.upstream.Attempt;

/// What the status of an answer means for the device (reference: widevine.md 3.4).
enum Meaning {
    /// There is a license.
    OK("has given a license"),
    /// Provider name, key or IV are wrong: nobody gets a license until the operator has mended it.
    CREDENTIALS("refuses our credentials"),
    /// Our message is wrong, or keys of our own are not allowed by the contract.
    REQUEST("does not accept our request"),
    /// The challenge cannot be decoded or verified, or is sealed for another provider's certificate.
    CHALLENGE("cannot verify the device"),
    /// The device or its model has been revoked.
    REVOKED("says that the device or its model has been revoked"),
    /// The content's PSSH is wrong.
    CONTENT("cannot read the PSSH of the content"),
    /// Something failed there; it may succeed at once.
    UNWELL("failed"),
    /// Something that is not in the contract as we know it.
    OTHER("gave no license");

    private final String words;

    Meaning(String words) {
        this.words = words;
    }

    /// The number says more than the word, except where the word says that all is well: 139 comes with
    /// certificates.
    static Meaning of(GetLicenseAnswer answer) {
        if (answer.status().equals("OK")) return OK;
        return switch (answer.internalStatus().orElse("")) {
            case "106" -> CHALLENGE;
            case "127", "175" -> REVOKED;
            case "152" -> CONTENT;
            default -> of(answer.status());
        };
    }

    private static Meaning of(String status) {
        return switch (status) {
            case "SIGNATURE_FAILED", "ACCESS_DENIED" -> CREDENTIALS;
            case "INVALID_REQUEST", "MALFORMED_REQUEST" -> REQUEST;
            case "INVALID_LICENSE_CHALLENGE" -> CHALLENGE;
            case "DRM_DEVICE_CERTIFICATE_REVOKED", "DRM_DEVICE_CERT_SERIAL_REVOKED" -> REVOKED;
            case "INVALID_PSSH" -> CONTENT;
            case "INTERNAL_ERROR" -> UNWELL;
            default -> OTHER;
        };
    }

    /// Everything but a license.
    Attempt<Verdict> refused(GetLicenseAnswer answer) {
        String number = answer.internalStatus().map(it -> " " + it).orElse("");
        String why = words + ": " + answer.status() + number;
        return switch (this) {
            case CREDENTIALS, REQUEST, OK -> Verdict.ours(why, answer.facts());
            case CHALLENGE, REVOKED -> Verdict.device(Refusal.DEVICE_NOT_AUTHENTICATED, why, answer.facts());
            case CONTENT, OTHER -> Verdict.device(Refusal.LICENSE_FAILED, why, answer.facts());
            case UNWELL -> new Attempt.Unwell<>(why, answer.facts());
        };
    }
}
