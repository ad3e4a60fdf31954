package dev.licet.drm.playready;

import dev.licet.domain.token.Token;
import dev.licet.drm.wire.PlayReadyRequest;
import java.time.Instant;
import java.util.List;

/// What a license maker is asked for.
///
/// @param token    whose rights count
/// @param request  what the device sent; its envelope goes on as it is
/// @param licenses those to be made; none where the device asks for something else
/// @param now      the time of the request
record Order(Token token, PlayReadyRequest request, List<GrantedLicense> licenses, Instant now) {
    Order {
        licenses = List.copyOf(licenses);
    }
}
