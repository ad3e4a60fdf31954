package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.domain.ledger.Progress;
import dev.licet.domain.ledger.Redemption;
import dev.licet.domain.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// How far a token is, by the words of docs/divergences.md ("Charging"), and not by the code that is tested.
final class ModelToken {
    private static final int FREE_PER_KEY = 4;
    private static final Duration SHORTEST_MEMORY = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofDays(1);

    private record Session(int window, Instant ends) {}

    private final Map<String, Integer> answered = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private boolean known;
    private int windows;
    private Instant opened = Instant.EPOCH;
    private int free;
    private int held;

    /// What is decided about a license, and in which window it falls.
    record Decision(String word, int window) {}

    private static String name(Redemption redemption, int window) {
        String digest = HexFormat.of().formatHex(redemption.challenge().digest());
        return redemption.challenge().unique() ? digest : digest + "@" + window;
    }

    private static Optional<String> session(Redemption redemption) {
        return redemption.challenge().session().map(HexFormat.of()::formatHex);
    }

    private static boolean isLeased(Token token) {
        return token.rights().fairPlay().lease().isPresent();
    }

    /// Of an account that is switched on.
    ///
    /// @param solvent whether it can pay for a window
    Decision decide(Redemption redemption, Instant now, boolean solvent) {
        boolean fresh = now.isBefore(redemption.token().expires());
        if (!known && fresh && solvent) return new Decision("Opens", 1);
        var paid = session(redemption).map(sessions::get);
        if (!fresh) return expired(redemption.token(), paid);
        Integer window = answered.get(name(redemption, windows));
        if (window != null && windows > 0 && remembers(redemption, now)) return new Decision("Repeats", window);
        if (paid.isPresent()) return new Decision("Renews", paid.get().window());
        return fresh(redemption, now, solvent);
    }

    private static Decision expired(Token token, Optional<Session> paid) {
        return paid.isPresent() && isLeased(token)
                ? new Decision("Renews", paid.get().window())
                : new Decision("Expired", 0);
    }

    private boolean remembers(Redemption redemption, Instant now) {
        Duration length = redemption.windows().length();
        Duration memory = length.compareTo(SHORTEST_MEMORY) > 0 ? length : SHORTEST_MEMORY;
        return redemption.challenge().unique() || now.isBefore(opened.plus(memory));
    }

    private Decision fresh(Redemption redemption, Instant now, boolean solvent) {
        int allowed = FREE_PER_KEY * redemption.token().rights().keys().size();
        boolean inside =
                windows > 0 && now.isBefore(opened.plus(redemption.windows().length()));
        if (inside && free < allowed) return new Decision("Further", windows);
        var most = redemption.windows().most();
        if (most.isPresent() && windows >= most.getAsInt()) return new Decision("AlreadyRedeemed", 0);
        return solvent ? new Decision("Opens", windows + 1) : new Decision("BalanceEmpty", 0);
    }

    /// Notes what was decided.
    void apply(Decision decision, Redemption redemption, Instant now) {
        switch (decision.word()) {
            case "Opens" -> open(decision.window(), redemption, now);
            case "Further" -> {
                free++;
                given(decision.window(), redemption, now);
            }
            case "Repeats" -> held += decision.window() == windows ? 1 : 0;
            case "Renews" ->
                sessions.computeIfPresent(
                        session(redemption).orElseThrow(), (_, old) -> later(old, ends(redemption, now)));
            default -> {}
        }
    }

    private void open(int window, Redemption redemption, Instant now) {
        known = true;
        windows = window;
        opened = now;
        free = 0;
        held = 0;
        given(window, redemption, now);
    }

    private void given(int window, Redemption redemption, Instant now) {
        held++;
        answered.put(name(redemption, window), window);
        session(redemption).ifPresent(name -> sessions.putIfAbsent(name, new Session(window, ends(redemption, now))));
    }

    private static Session later(Session old, Instant ends) {
        return old.ends().isBefore(ends) ? new Session(old.window(), ends) : old;
    }

    private static Instant ends(Redemption redemption, Instant now) {
        Instant leased = now.plus(redemption.token().rights().fairPlay().lease().orElse(Duration.ZERO));
        Instant expires = redemption.token().expires();
        return leased.isAfter(expires) ? leased : expires;
    }

    /// A license that was granted and not made.
    /// @return whether its window was nobody else's, so that its unit is given back
    boolean takeBack(Decision granted, Redemption redemption) {
        boolean present = known && windows == granted.window();
        boolean last = present && held <= 1;
        if (last) {
            windows--;
            opened = Instant.EPOCH;
            free = 0;
            held = 0;
        } else if (present) {
            held--;
            free -= granted.word().equals("Further") ? 1 : 0;
        }
        if (last || !granted.word().equals("Repeats")) answered.remove(name(redemption, granted.window()));
        return last;
    }

    /// The books say the same of the token.
    void assertSame(Progress books) {
        assertEquals(windows, books.windows());
        if (windows == 0) return;
        assertEquals(opened, books.opened());
        assertEquals(free, books.licenses());
    }

    /// What the timer does.
    void tidy(Token token, Instant now) {
        Instant before = now.minus(KEPT);
        sessions.values().removeIf(session -> session.ends().isBefore(before));
        if (!token.expires().isBefore(before)) return;
        answered.clear();
        known = false;
        windows = 0;
        opened = Instant.EPOCH;
        free = 0;
        held = 0;
    }
}
