package dev.licet.device;

import dev.licet.crypto.SecretBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How playing a token URL ended.
sealed interface Outcome {
    /// The device has its keys.
    ///
    /// @param keys  the keys in the license
    /// @param facts everything else, in the order to print it: texts, whole numbers and truth values
    record Licensed(List<Key> keys, Map<String, Object> facts) implements Outcome {}

    /// The server said no.
    ///
    /// @param status    HTTP status
    /// @param code      the published code, e.g. `-4001`
    /// @param message   its text
    /// @param requestId under which the server knows this request
    record Refused(int status, Optional<Integer> code, String message, Optional<String> requestId) implements Outcome {}

    /// The server answered with success, but with nothing that a device could use.
    record Unusable(String why) implements Outcome {}

    /// One content key, to be printed: that is what a simulated device is for.
    ///
    /// @param kid   in hexadecimal digits
    /// @param key   16 bytes
    /// @param facts its rules, in the order to print them
    record Key(Optional<String> kid, SecretBytes key, Map<String, Object> facts) {}

    /// How the program ends.
    default ExitCode exitCode() {
        return switch (this) {
            case Licensed licensed -> ExitCode.DONE;
            case Refused refused -> ExitCode.REFUSED;
            case Unusable unusable -> ExitCode.UNUSABLE;
        };
    }
}
