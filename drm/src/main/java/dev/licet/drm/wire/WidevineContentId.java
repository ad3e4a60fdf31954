package dev.licet.drm.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// `content_id` of a license request: one of four ways to name the content (reference: widevine.md 1.2).
public sealed interface WidevineContentId {
    /// How long the device wants to keep the license; the order is that of the numbers 1 to 3.
    enum LicenseType {
        /// For this session.
        STREAMING,
        /// For later, without a network.
        OFFLINE,
        /// As the server likes.
        AUTOMATIC;

        private static final List<LicenseType> ALL = List.of(values());

        /// The number on the wire.
        public int number() {
            return ordinal() + 1;
        }

        /// The type with that number.
        public static Optional<LicenseType> of(int number) {
            return Numbered.at(ALL, number - 1);
        }
    }

    /// A request for a first license, whatever names the content.
    sealed interface First extends WidevineContentId {
        /// How long the device wants to keep the license.
        LicenseType type();

        /// The device finds its session by it; 16 bytes or 32 characters.
        byte[] requestId();

        /// What the PSSH of the content says, where it has one that can be read.
        default Optional<WidevinePssh> pssh() {
            return Optional.empty();
        }
    }

    /// `widevine_pssh_data`: the payload of the PSSH box, without the box.
    ///
    /// @param payloads usually one
    record Pssh(List<byte[]> payloads, LicenseType type, byte[] requestId) implements First {
        @Override
        public byte[] toBytes() {
            var inner =
                    new ProtoWriter().all(1, payloads).number(2, type.number()).bytes(3, requestId);
            return new ProtoWriter().bytes(1, inner.toBytes()).toBytes();
        }

        @Override
        public Optional<WidevinePssh> pssh() {
            try {
                return payloads.isEmpty() ? Optional.empty() : Optional.of(WidevinePssh.read(payloads.getFirst()));
            } catch (MalformedMessage theContentsFault) {
                return Optional.empty();
            }
        }
    }

    /// `webm_key_id`.
    ///
    /// @param header the key id as it stands in the WebM file
    record Webm(byte[] header, LicenseType type, byte[] requestId) implements First {
        @Override
        public byte[] toBytes() {
            var inner =
                    new ProtoWriter().bytes(1, header).number(2, type.number()).bytes(3, requestId);
            return new ProtoWriter().bytes(2, inner.toBytes()).toBytes();
        }
    }

    /// `existing_license`: which license to renew or to give back.
    ///
    /// @param license              the id as issued
    /// @param secondsSinceStarted  since playback began
    /// @param secondsSinceLastPlay since it was last used
    record Existing(WidevineLicenseId license, OptionalLong secondsSinceStarted, OptionalLong secondsSinceLastPlay)
            implements WidevineContentId {
        @Override
        public byte[] toBytes() {
            var inner = new ProtoWriter()
                    .bytes(1, license.toBytes())
                    .number(2, secondsSinceStarted)
                    .number(3, secondsSinceLastPlay);
            return new ProtoWriter().bytes(3, inner.toBytes()).toBytes();
        }
    }

    /// `init_data`.
    ///
    /// @param kind 1 CENC (whole PSSH boxes), 2 WebM (a key id)
    /// @param data as the player got it from the file
    record InitData(int kind, byte[] data, LicenseType type, byte[] requestId) implements First {
        /// PSSH boxes.
        public static final int CENC = 1;

        @Override
        public byte[] toBytes() {
            var inner = new ProtoWriter()
                    .number(1, kind)
                    .bytes(2, data)
                    .number(3, type.number())
                    .bytes(4, requestId);
            return new ProtoWriter().bytes(4, inner.toBytes()).toBytes();
        }

        @Override
        public Optional<WidevinePssh> pssh() {
            try {
                return kind == CENC ? WidevinePssh.readBoxes(data) : Optional.empty();
            } catch (MalformedMessage theContentsFault) {
                return Optional.empty();
            }
        }
    }

    /// Canonical bytes of the embedded message.
    byte[] toBytes();

    /// Reads the embedded message; exactly one way must be used.
    static WidevineContentId read(ProtoReader fields) throws MalformedMessage {
        var pssh = fields.message(1, "widevine_pssh_data");
        var webm = fields.message(2, "webm_key_id");
        var existing = fields.message(3, "existing_license");
        var initData = fields.message(4, "init_data");
        long ways = Stream.of(pssh, webm, existing, initData)
                .filter(Optional::isPresent)
                .count();
        if (ways != 1) throw new MalformedMessage("content_id: names content in " + ways + " ways");
        if (pssh.isPresent()) return readPssh(pssh.get());
        if (webm.isPresent()) return readWebm(webm.get());
        if (existing.isPresent()) return readExisting(existing.get());
        return readInitData(initData.orElseThrow());
    }

    private static Pssh readPssh(ProtoReader fields) throws MalformedMessage {
        return new Pssh(fields.allBytes(1), type(fields, 2), requestId(fields, 3));
    }

    private static Webm readWebm(ProtoReader fields) throws MalformedMessage {
        return new Webm(fields.required(fields.bytes(1), "header"), type(fields, 2), requestId(fields, 3));
    }

    private static Existing readExisting(ProtoReader fields) throws MalformedMessage {
        var license = fields.required(fields.message(1, "LicenseIdentification"), "license_id");
        return new Existing(WidevineLicenseId.read(license), fields.number(2), fields.number(3));
    }

    private static InitData readInitData(ProtoReader fields) throws MalformedMessage {
        byte[] data = fields.required(fields.bytes(2), "init_data");
        return new InitData(fields.small(1).orElse(InitData.CENC), data, type(fields, 3), requestId(fields, 4));
    }

    private static LicenseType type(ProtoReader fields, int field) throws MalformedMessage {
        int number = fields.small(field).orElse(LicenseType.STREAMING.number());
        return fields.required(LicenseType.of(number), "license_type that is known");
    }

    private static byte[] requestId(ProtoReader fields, int field) throws MalformedMessage {
        return fields.required(fields.bytes(field), "request_id");
    }
}
