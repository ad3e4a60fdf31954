package dev.licet.drm.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `ClientIdentification`: who asks (reference: widevine.md 1.2).
///
/// @param type         0 keybox, 1 device certificate, 3 OEM certificate, and others
/// @param token        for type 1 a signed certificate with its chain
/// @param info         what the client says about itself, to be treated as text for the log
/// @param capabilities what it can do
public record WidevineClientId(int type, Optional<byte[]> token, List<Info> info, Optional<Capabilities> capabilities) {
    /// The type with which `token` is a signed device certificate.
    public static final int DEVICE_CERTIFICATE = 1;

    public WidevineClientId {
        info = List.copyOf(info);
    }

    /// One pair of `client_info`.
    ///
    /// @param name  e.g. `model_name`
    /// @param value any text
    public record Info(String name, String value) {
        private byte[] toBytes() {
            return new ProtoWriter().text(1, name).text(2, value).toBytes();
        }
    }

    /// The two of `ClientCapabilities` that are worth recording.
    ///
    /// @param maxHdcp          0 none, 1 V1, 2 V2, 3 V2_1, 4 V2_2, 5 V2_3, 6 to 10 V1_0 to V1_4,
    ///                         255 no digital output
    /// @param oemCryptoVersion of the OEMCrypto interface
    public record Capabilities(OptionalInt maxHdcp, OptionalInt oemCryptoVersion) {
        private byte[] toBytes() {
            return new ProtoWriter()
                    .number(4, maxHdcp)
                    .number(5, oemCryptoVersion)
                    .toBytes();
        }
    }

    /// Reads a client id, plain or unsealed.
    public static WidevineClientId read(byte[] bytes) throws MalformedMessage {
        var fields = ProtoReader.read(bytes, "ClientIdentification");
        return new WidevineClientId(fields.small(1).orElse(0), fields.bytes(2), info(fields), capabilities(fields));
    }

    private static List<Info> info(ProtoReader fields) throws MalformedMessage {
        var all = new ArrayList<Info>();
        for (ProtoReader pair : fields.messages(3, "client_info")) {
            all.add(new Info(pair.text(1).orElse(""), pair.text(2).orElse("")));
        }
        return all;
    }

    private static Optional<Capabilities> capabilities(ProtoReader fields) throws MalformedMessage {
        var found = fields.message(6, "client_capabilities");
        if (found.isEmpty()) return Optional.empty();
        return Optional.of(new Capabilities(found.get().small(4), found.get().small(5)));
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .number(1, type)
                .bytes(2, token)
                .all(3, info.stream().map(Info::toBytes).toList())
                .bytes(6, capabilities.map(Capabilities::toBytes))
                .toBytes();
    }
}
