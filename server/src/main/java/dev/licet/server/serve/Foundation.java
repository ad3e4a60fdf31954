package dev.licet.server.serve;

import dev.licet.server.config.Config;
import dev.licet.storage.Database;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What every part of the service is built on.
///
/// @param database open, and closed by the code that opened it
record Foundation(Config config, Database database, InstantSource clock, SecureRandom random) {
    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
