package dev.licet.storage;

import dev.licet.domain.Environment;
import dev.licet.domain.account.Account;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.domain.token.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be expected of an account in one environment after everything that was acknowledged.
final class ModelAccount {
    final AccountId id;
    final Environment environment = Environment.PRODUCTION;
    final List<Token> tokens = new ArrayList<>();
    final Map<Token, ModelToken> progress = new HashMap<>();
    final List<Line> records = new ArrayList<>();
    final Set<String> topUps = new HashSet<>();
    final Set<Integer> released = new HashSet<>();
    OptionalLong units;
    boolean enabled = true;
    /// How often it was changed.
    int changes;
    /// As it was read some time ago, and how often it had been changed by then.
    @Nullable
    Account seen;

    int seenChanges;

    /// A record, as far as it follows from what was decided.
    record Line(Event.Kind kind, Instant at, int charged, int window) {
        static Line of(EventRecord found) {
            return new Line(found.kind(), found.at(), found.charged(), found.window());
        }
    }

    ModelAccount(AccountId id, OptionalLong units) {
        this.id = id;
        this.units = units;
    }

    void add(Token token) {
        tokens.add(token);
        progress.put(token, new ModelToken());
    }

    boolean isOutdated() {
        return seenChanges != changes;
    }

    boolean isSolvent() {
        return units.isEmpty() || units.getAsLong() > 0;
    }

    void pay(int charged) {
        if (units.isPresent()) units = OptionalLong.of(units.getAsLong() - charged);
    }

    void note(Event.Kind kind, Instant at, int charged, int window) {
        records.add(new Line(kind, at, charged, window));
    }

    /// What retention does.
    void prune(Instant limit) {
        while (!records.isEmpty() && records.getFirst().at().isBefore(limit)) records.removeFirst();
    }
}
