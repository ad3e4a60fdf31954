package dev.licet.drm.wire;

import java.util.Optional;
import java.util.stream.Stream;

/// What a PlayReady client asks of a rights manager; told by the first element in the body of its envelope
/// (reference: playready.md 3).
public enum PlayReadyOperation {
    /// A license.
    ACQUIRE_LICENSE("AcquireLicense"),
    /// It has stored a license.
    ACKNOWLEDGE_LICENSE("AcknowledgeLicense"),
    /// It has stopped playing.
    PROCESS_SECURE_STOP_DATA("ProcessSecureStopData"),
    /// It has deleted a license.
    PROCESS_DELETE_LICENSE_DATA("ProcessDeleteLicenseData"),
    /// Packaging data.
    ACQUIRE_PACKAGING_DATA("AcquirePackagingData"),
    /// A certificate for metering.
    GET_METERING_CERTIFICATE("GetMeteringCertificate"),
    /// Metering data.
    PROCESS_METERING_DATA("ProcessMeteringData"),
    /// To join a domain.
    JOIN_DOMAIN("JoinDomain"),
    /// To leave a domain.
    LEAVE_DOMAIN("LeaveDomain");

    private final String element;

    PlayReadyOperation(String element) {
        this.element = element;
    }

    /// The name of the element.
    public String element() {
        return element;
    }

    /// The value of the header field `SOAPAction`, with the quotation marks that SOAP 1.1 wants.
    public String soapAction() {
        return '"' + PlayReadyRequest.PROTOCOLS + "/" + element + '"';
    }

    /// The operation with that element.
    public static Optional<PlayReadyOperation> named(String element) {
        return Stream.of(values())
                .filter(operation -> operation.element.equals(element))
                .findFirst();
    }
}
