package dev.licet.storage.operator;

import dev.licet.crypto.Digest;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.operator.Scope;
import dev.licet.storage.outcome.Outcome;
import dev.licet.storage.outcome.Outcome.Reason;
import dev.licet.storage.sql.Counters;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Store;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tokens of programs that run the installation. A token is 32 random bytes, so a plain hash of it is
/// enough to know it again and tells nothing.
public final class OperatorTokens {
    private static final String PREFIX = "licet-";
    private static final int SECRET_BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+-]{1,64}");
    private static final Pattern TEXT = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final String COLUMNS = "id, name, scopes, created, expires, revoked";
    private static final String INSERT = "INSERT INTO operator_token (id, name, hash, scopes, created, expires)"
            + " VALUES (?, ?, ?, ?, ?, ?) RETURNING " + COLUMNS;

    private final Store store;
    private final InstantSource clock;
    private final SecureRandom random;

    public OperatorTokens(Store store, InstantSource clock, SecureRandom random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /// Whether a token may have that name: 1 to 64 of `a-z A-Z 0-9 . _ @ + -`.
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// Makes a token. Names may come twice, so that a new token can take the place of an old one.
    ///
    /// @param scopes at least one
    /// @param end    when it ends by itself; empty for never
    public NewOperatorToken create(String name, Set<Scope> scopes, Optional<Instant> end) {
        if (!isName(name)) throw new IllegalArgumentException("name: not a name of a token");
        if (scopes.isEmpty()) throw new IllegalArgumentException("scopes: must be one or more");
        SecretBytes secret = secret();
        return store.write("making an operator token", session -> {
            OperatorToken made = session.first(
                            INSERT,
                            OperatorTokens::read,
                            Counters.next(session, "operator_token"),
                            name,
                            secret.expose(Digest::sha256),
                            words(scopes),
                            clock.instant(),
                            end)
                    .orElseThrow();
            return new NewOperatorToken(made, secret);
        });
    }

    private SecretBytes secret() {
        String text = SecretBytes.random(random, SECRET_BYTES)
                .expose(Base64.getUrlEncoder().withoutPadding()::encodeToString);
        return SecretBytes.taking((PREFIX + text).getBytes(StandardCharsets.US_ASCII));
    }

    /// The token with that text, if it counts now.
    public Optional<OperatorToken> find(String text) {
        if (!TEXT.matcher(text).matches()) return Optional.empty();
        byte[] hash = Digest.sha256(text.getBytes(StandardCharsets.US_ASCII));
        return store.read(
                        "reading an operator token",
                        session -> session.first(
                                "SELECT " + COLUMNS + " FROM operator_token WHERE hash = ?",
                                OperatorTokens::read,
                                hash))
                .filter(token -> token.isGood(clock.instant()));
    }

    /// All tokens, those that count no more too, in the order in which they were made.
    public List<OperatorToken> list() {
        return store.read(
                "listing operator tokens",
                session -> session.all("SELECT " + COLUMNS + " FROM operator_token ORDER BY id", OperatorTokens::read));
    }

    /// Lets a token count no more, at once and for ever.
    public Outcome<OperatorToken> revoke(long id) {
        return store.write("revoking an operator token", session -> session.first(
                        "UPDATE operator_token SET revoked = ? WHERE id = ? AND revoked IS NULL RETURNING " + COLUMNS,
                        OperatorTokens::read,
                        clock.instant(),
                        id)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Reason.NO_SUCH_ENTRY)));
    }

    private static OperatorToken read(Row row) throws SQLException {
        return new OperatorToken(
                row.number(), row.text(), scopes(row.text()), row.time(), row.maybeTime(), row.maybeTime());
    }

    private static String words(Set<Scope> scopes) {
        return EnumSet.copyOf(scopes).stream().map(Scope::word).collect(Collectors.joining(" "));
    }

    private static Set<Scope> scopes(String words) throws SQLException {
        var scopes = EnumSet.noneOf(Scope.class);
        for (String word : words.split(" ")) {
            scopes.add(Scope.named(word).orElseThrow(() -> new SQLException("a row names a scope that there is not")));
        }
        return scopes;
    }
}
