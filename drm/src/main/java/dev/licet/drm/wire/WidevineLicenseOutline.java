package dev.licet.drm.wire;

import java.util.Optional;
import java.util.stream.Stream;

/// What can be told of another server's license, which is signed and not encrypted: how long it may be kept,
/// which request it answers, and whether it brings keys to play with (reference: widevine.md 1.4). Nothing
/// else of it is read, because servers write fields that nobody else knows.
///
/// @param type       how long the device is to keep it
/// @param requestId  which request it answers
/// @param sessionId  the session as its server names it
/// @param canPersist whether the device may keep it
/// @param hasKeys    whether it has keys for content; a renewal has none
public record WidevineLicenseOutline(
        WidevineContentId.LicenseType type,
        Optional<byte[]> requestId,
        Optional<byte[]> sessionId,
        boolean canPersist,
        boolean hasKeys) {

    /// Reads the `msg` of a signed message of type 2.
    public static WidevineLicenseOutline read(byte[] bytes) throws MalformedMessage {
        var fields = ProtoReader.read(bytes, "License");
        var id = fields.required(fields.message(1, "LicenseIdentification"), "id");
        int number = id.small(4).orElse(WidevineContentId.LicenseType.STREAMING.number());
        var policy = fields.message(2, "Policy");
        return new WidevineLicenseOutline(
                id.required(WidevineContentId.LicenseType.of(number), "type that is known"),
                id.bytes(1),
                id.bytes(2),
                policy.isPresent() && policy.get().flag(2),
                hasKeys(fields));
    }

    private static boolean hasKeys(ProtoReader fields) throws MalformedMessage {
        for (ProtoReader key : fields.messages(3, "KeyContainer"))
            if (isForContent(key.small(4).orElse(0))) return true;
        return false;
    }

    /// A key of a kind that we do not know may open content, so it counts.
    private static boolean isForContent(int type) {
        return Stream.of(WidevineKeyContainer.Type.SIGNING, WidevineKeyContainer.Type.KEY_CONTROL)
                .noneMatch(other -> other.number() == type);
    }
}
