package dev.licet.domain.record;

import dev.licet.crypto.Hmac;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.account.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Turns what identifies a device into a name that tells two devices of one account apart and tells nothing else.
/// The same device has different names in different accounts, so that accounts cannot compare their viewers.
public final class DevicePseudonym {
    private static final int SHOWN_BYTES = 16;

    private final SecretBytes key;

    /// @param key 32 bytes that never leave the installation
    public DevicePseudonym(SecretBytes key) {
        this.key = key;
    }

    /// 32 hexadecimal digits.
    public String of(AccountId account, byte[] identity) {
        byte[] whose = (account + "/").getBytes(StandardCharsets.US_ASCII);
        byte[] mark = Hmac.sha256(key, whose, identity);
        return HexFormat.of().formatHex(Arrays.copyOf(mark, SHOWN_BYTES));
    }
}
