package dev.licet.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps a fixed number of entries and drops the one that was used least recently. Everything that strangers
/// can make the service remember is kept here, so that they cannot fill the memory.
///
/// @param <K> what things are found by
/// @param <V> what is kept
public final class LruCache<K, V> {
    private final Map<K, V> kept;

    /// @param most how many are kept
    public LruCache(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /// What is kept under that name; made and kept first where there is nothing.
    public synchronized V of(K name, Supplier<V> made) {
        return kept.computeIfAbsent(name, unknown -> made.get());
    }

    /// What is kept under that name.
    public synchronized Optional<V> find(K name) {
        return Optional.ofNullable(kept.get(name));
    }

    /// Keeps a thing in place of the one of that name.
    public synchronized void keep(K name, V thing) {
        kept.put(name, thing);
    }

    /// Forgets what is kept under that name.
    public synchronized void forget(K name) {
        kept.remove(name);
    }
}
