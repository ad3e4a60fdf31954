package dev.licet.drm.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// `License` (reference: widevine.md 1.4 and 2.5).
///
/// @param id               which license it is
/// @param policy           what is allowed; absent when a release is acknowledged
/// @param keys             none in a renewal
/// @param startTime        seconds since 1970 by the device's clock
/// @param protectionScheme four characters as a number, e.g. `cenc`
public record WidevineLicense(
        WidevineLicenseId id,
        Optional<WidevinePolicy> policy,
        List<WidevineKeyContainer> keys,
        OptionalLong startTime,
        OptionalLong protectionScheme) {
    public WidevineLicense {
        keys = List.copyOf(keys);
    }

    /// Reads the `msg` of a signed message of type 2.
    public static WidevineLicense read(byte[] bytes) throws MalformedMessage {
        var fields = ProtoReader.read(bytes, "License");
        var id = fields.required(fields.message(1, "LicenseIdentification"), "id");
        var policy = fields.message(2, "Policy");
        return new WidevineLicense(
                WidevineLicenseId.read(id),
                policy.isEmpty() ? Optional.empty() : Optional.of(WidevinePolicy.read(policy.get())),
                keys(fields),
                fields.number(4),
                fields.uint32(7));
    }

    private static List<WidevineKeyContainer> keys(ProtoReader fields) throws MalformedMessage {
        var keys = new ArrayList<WidevineKeyContainer>();
        for (ProtoReader key : fields.messages(3, "KeyContainer")) keys.add(WidevineKeyContainer.read(key));
        return keys;
    }

    /// Canonical bytes.
    public byte[] toBytes() {
        return new ProtoWriter()
                .bytes(1, id.toBytes())
                .bytes(2, policy.map(WidevinePolicy::toBytes))
                .all(3, keys.stream().map(WidevineKeyContainer::toBytes).toList())
                .number(4, startTime)
                .number(7, protectionScheme)
                .toBytes();
    }
}
