package dev.licet.device;

import java.util.List;

/// What a rehearsal has players do.
///
/// @param system     of their tokens
/// @param parameters of their token requests, as they stand in a form
/// @param mediaType  of their requests
/// @param challenges of several devices, which take turns
record RehearsedRole(PlayedSystem system, String parameters, String mediaType, List<byte[]> challenges) {
    private static final int REPEATED = 4;

    /// Every fourth token is redeemed twice by one device and once by another, the others once.
    List<byte[]> challenges(int number) {
        byte[] own = challenge(number);
        return number % REPEATED == 0 ? List.of(own, own, challenge(number + 1)) : List.of(own);
    }

    private byte[] challenge(int number) {
        return challenges.get(number % challenges.size());
    }
}
