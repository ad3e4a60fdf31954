package dev.licet.storage;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.storage.book.CheckpointKey;
import dev.licet.storage.credential.FairPlayColumns;
import dev.licet.storage.credential.PlayReadyColumns;
import dev.licet.storage.credential.SignerColumns;
import dev.licet.storage.credential.StoredFairPlayCredentials;
import dev.licet.storage.credential.WidevineBackEndColumns;
import dev.licet.storage.credential.WidevineTrustAdministration;
import dev.licet.storage.key.SealingKeyAdministration;
import dev.licet.storage.key.StoredContentKeys;
import dev.licet.storage.key.StoredPackagerSeeds;
import dev.licet.storage.seal.Sealed;
import dev.licet.storage.sql.Row;
import dev.licet.storage.sql.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/// Everything that is sealed under the root key, page by page.
///
/// @param sql  a page of a table, after an account, environment and text, or after a number
/// @param read one row
record SealedColumns(String sql, Row.Reader<SealedColumns.Place> read) {
    private static final int PAGE = 500;

    /// Where a page ended.
    record Key(long number, String environment, String text) {
        String words(Sealed name) {
            return name.table() + "." + name.column() + " " + number + (text.isEmpty() ? "" : "/" + text);
        }
    }

    /// One sealed column of one row.
    record Place(Key key, Sealed name, byte[] sealed) {}

    static final Key FIRST = new Key(-1, "", "");

    static final List<SealedColumns> ALL = List.of(
            new SealedColumns(
                    "SELECT account, environment, kid, sealed_ek FROM content_key"
                            + " WHERE (account, environment, kid) > (?, ?, ?) ORDER BY account, environment, kid",
                    SealedColumns::contentKey),
            new SealedColumns(
                    "SELECT account, environment, number, sealed_seed FROM packager_seed"
                            + " WHERE (account, environment, CAST(number AS TEXT)) > (?, ?, ?)"
                            + " ORDER BY account, environment, CAST(number AS TEXT)",
                    SealedColumns::packagerSeed),
            new SealedColumns(
                    "SELECT id, sealed_key FROM sealing_key WHERE retired IS NULL AND" + byNumber(),
                    row -> numbered(row.small(), SealingKeyAdministration::column, row)),
            new SealedColumns(
                    "SELECT id, sealed_key FROM widevine_identity WHERE" + byNumber(),
                    row -> numbered(row.small(), WidevineTrustAdministration::keyOf, row)),
            new SealedColumns(
                    "SELECT id, point, sealed_key FROM checkpoint_key WHERE" + byNumber(),
                    row -> new Place(new Key(row.number(), "", ""), CheckpointKey.column(row.bytes()), row.bytes())),
            new SealedColumns(
                    "SELECT id, account, environment, sealed_keys FROM fairplay_credential WHERE" + byNumber(),
                    row -> fairPlay(row, FairPlayColumns::keysOf)),
            new SealedColumns(
                    "SELECT id, account, environment, sealed_secret FROM fairplay_credential WHERE" + byNumber(),
                    row -> fairPlay(row, FairPlayColumns::secretOf)),
            new SealedColumns(
                    "SELECT account, environment, kind, url, provider, sealed_secrets FROM widevine_back_end"
                            + " WHERE (account, environment, '') > (?, ?, ?) ORDER BY account, environment",
                    SealedColumns::backEnd),
            new SealedColumns(
                    "SELECT account, environment, kind, url, acquisition_url, sealed_secrets FROM playready_setup"
                            + " WHERE (account, environment, '') > (?, ?, ?) ORDER BY account, environment",
                    SealedColumns::playReady),
            new SealedColumns(
                    "SELECT environment, name, account, kind, sealed_key FROM signer"
                            + " WHERE (account, environment, name) > (?, ?, ?) ORDER BY account, environment, name",
                    row -> signer(row, SignerColumns::keyColumn)),
            new SealedColumns(
                    "SELECT environment, name, account, kind, sealed_dual_run FROM signer WHERE sealed_dual_run IS NOT NULL"
                            + " AND (account, environment, name) > (?, ?, ?) ORDER BY account, environment, name",
                    row -> signer(row, SignerColumns::dualRunColumn)));

    private interface Name {
        Sealed of(int id);
    }

    private interface OwnedName {
        Sealed of(int id, Object owner);
    }

    /// Only the number is looked at; the other two are there to have one form for all.
    private static String byNumber() {
        return " id > ? AND ? <= ? ORDER BY id";
    }

    List<Place> after(Session session, Key key) throws SQLException {
        return session.all(sql + " LIMIT " + PAGE, read, key.number(), key.environment(), key.text());
    }

    private static Place contentKey(Row row) throws SQLException {
        var account = new AccountId(row.number());
        var environment = row.environment();
        var kid = new KeyId(row.text());
        var key = new Key(account.value(), letter(environment), kid.hex());
        return new Place(key, StoredContentKeys.ekOf(account, environment, kid), row.bytes());
    }

    private static Place packagerSeed(Row row) throws SQLException {
        var name = new StoredPackagerSeeds.Name(new AccountId(row.number()), row.environment(), row.small());
        var key = new Key(name.account().value(), letter(name.environment()), Integer.toString(name.number()));
        return new Place(key, name.column(), row.bytes());
    }

    private static Place backEnd(Row row) throws SQLException {
        var columns = new WidevineBackEndColumns(
                new AccountId(row.number()), row.environment(), row.text(), row.text(), row.text());
        var key = new Key(columns.account().value(), letter(columns.environment()), "");
        return new Place(key, columns.secretsColumn(), row.bytes());
    }

    private static Place playReady(Row row) throws SQLException {
        var columns = new PlayReadyColumns(
                new AccountId(row.number()), row.environment(), row.text(), row.text(), row.text());
        var key = new Key(columns.account().value(), letter(columns.environment()), "");
        return new Place(key, columns.secretsColumn(), row.bytes());
    }

    private static Place signer(Row row, Function<SignerColumns, Sealed> column) throws SQLException {
        var columns = new SignerColumns(row.environment(), row.text(), new AccountId(row.number()), row.text());
        var key = new Key(columns.account().value(), letter(columns.environment()), columns.name());
        return new Place(key, column.apply(columns), row.bytes());
    }

    private static String letter(Environment environment) {
        return environment == Environment.TEST ? "T" : "P";
    }

    private static Place numbered(int id, Name name, Row row) throws SQLException {
        return new Place(new Key(id, "", ""), name.of(id), row.bytes());
    }

    private static Place fairPlay(Row row, OwnedName name) throws SQLException {
        int id = row.small();
        var owner = new StoredFairPlayCredentials.Owner(row.maybeAccount(), row.environment());
        return new Place(new Key(id, "", ""), name.of(id, owner), row.bytes());
    }
}
