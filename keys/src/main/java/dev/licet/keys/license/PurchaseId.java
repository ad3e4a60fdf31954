package dev.licet.keys.license;

import dev.licet.crypto.Digest;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.TokenId;
import dev.licet.keys.license.LicenseRequest.Marks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// What stands for a token's id where there is no token. Requests with the same one are charged as if they came with
/// the same token: those that a signer sends for one purchase and the same keys or, where it names no purchase, those
/// with the same challenge and the same keys.
final class PurchaseId {
    private static final String LABEL = "licet getlicense 1";

    private PurchaseId() {}

    static TokenId of(Signatory signatory, LicenseRequest request, List<KeyGrant> keys) {
        Marks marks = request.marks();
        String what = marks.purchase()
                .map(id -> "purchase " + HexFormat.of().formatHex(id))
                .orElseGet(() -> "challenge " + HexFormat.of().formatHex(Digest.sha256(request.payload())));
        String all = String.join(
                "\n",
                LABEL,
                signatory.environment().word(),
                signatory.account().toString(),
                signatory.name(),
                what,
                kids(keys));
        return TokenId.of(Arrays.copyOf(Digest.sha256(all.getBytes(StandardCharsets.UTF_8)), TokenId.BYTES));
    }

    private static String kids(List<KeyGrant> keys) {
        return keys.stream()
                .flatMap(key -> key.kid().stream())
                .map(Object::toString)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
