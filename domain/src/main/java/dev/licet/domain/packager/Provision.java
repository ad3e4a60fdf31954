package dev.licet.domain.packager;

import dev.licet.domain.Refused;
import java.util.List;

/// What became of an order for keys.
public sealed interface Provision {
    /// The keys, in the order in which they were asked for. What was given out is on disk, with its record.
    record Served(List<ServedKey> keys) implements Provision {
        public Served {
            keys = List.copyOf(keys);
        }
    }

    /// None was given out; the record of it is on disk.
    record Denied(Refused why) implements Provision {}
}
