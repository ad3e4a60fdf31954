package dev.licet.keys.license;

import dev.licet.domain.Refused;
import dev.licet.domain.packager.KeyProvider;
import java.time.InstantSource;
import java.util.Map;

/// The door for proxies that asked Google's license service. Reads what they want, as a token that is made for the
/// request and handed to nobody, so that everything that holds for tokens holds for it.
public final class LicenseDoor {
    private final KeyProvider provider;
    private final LicenseOrders orders;

    /// @param provider knows the keys that packagers were given
    public LicenseDoor(KeyProvider provider, InstantSource clock) {
        this.provider = provider;
        this.orders = new LicenseOrders(clock);
    }

    /// What a request comes to.
    public sealed interface Asked {
        /// A license, a renewal, or the acknowledgement of a release.
        record License(LicenseOrder order) implements Asked {}

        /// The service certificate.
        record Certificate(LicenseOrder order) implements Asked {}

        /// To say what the challenge is.
        record Description(LicenseOrder order) implements Asked {}

        /// Nothing that is given.
        record Denied(LicenseStatus status, Refused why) implements Asked {}
    }

    /// Reads a message whose signature is good.
    public Asked read(Signatory signatory, byte[] message) {
        try {
            LicenseRequest request = LicenseRequestReader.read(message);
            return switch (request.purpose()) {
                case LICENSE ->
                    new Asked.License(orders.of(signatory, request, new LicenseKeys(provider, signatory).of(request)));
                case CERTIFICATE ->
                    new Asked.Certificate(orders.of(signatory, request, LicenseOrders.nothing(request)));
                case DESCRIPTION ->
                    new Asked.Description(orders.of(signatory, request, LicenseOrders.nothing(request)));
            };
        } catch (Unlicensed unlicensed) {
            return new Asked.Denied(unlicensed.status(), unlicensed.why());
        }
    }

    /// An answer that gives nothing.
    public static byte[] denied(LicenseStatus status, Refused why) {
        return denied(status, why.reason());
    }

    /// The same in words that somebody else found.
    public static byte[] denied(LicenseStatus status, String sentence) {
        return LicenseAnswer.refusal(status, sentence);
    }

    /// An answer with a certificate.
    public static byte[] certificate(byte[] message) {
        return LicenseAnswer.certificate(message);
    }

    /// An answer that says what a challenge is.
    ///
    /// @param device what is known of the device
    public static byte[] described(LicenseOrder order, Map<String, String> device) {
        return LicenseAnswer.description(order, device);
    }

    /// An answer with a license.
    ///
    /// @param device what is known of the device
    public static byte[] licensed(LicenseOrder order, byte[] license, Map<String, String> device) {
        return LicenseAnswer.license(order, license, device);
    }
}
