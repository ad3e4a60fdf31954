package dev.licet.drm.widevine.upstream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps things by name and forgets what was not looked up for longest.
final class Recent<T> {
    private final Map<String, T> kept;

    Recent(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > most;
            }
        };
    }

    synchronized T of(String name, Supplier<T> made) {
        return kept.computeIfAbsent(name, unknown -> made.get());
    }

    synchronized Optional<T> find(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    synchronized void keep(String name, T thing) {
        kept.put(name, thing);
    }
}
