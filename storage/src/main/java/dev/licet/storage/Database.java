package dev.licet.storage;

import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.key.StoredKeys;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.record.DevicePseudonym;
import dev.licet.domain.record.Records;
import dev.licet.domain.token.SealingKeys;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Dialect;
import dev.licet.storage.sql.Limits;
import dev.licet.storage.sql.Migrations;
import dev.licet.storage.sql.SqliteFile;
import dev.licet.storage.sql.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/// An open database with all the ports over it. Several processes may have the same one open.
public final class Database implements AutoCloseable {
    private final Store store;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Records records;
    private final ContentKeys contentKeys;
    private final SqlSealingKeys sealingKeys;
    private final SqlFairPlayCredentials fairPlayCredentials;
    private final SqlWidevineTrust widevineTrust;
    private final Administration administration;
    private final Housekeeping housekeeping;
    private final DevicePseudonym pseudonym;
    private final DashboardData dashboard;

    private Database(Store store, Vault vault, DatabaseSettings settings) {
        this.store = store;
        this.accounts = new SqlAccounts(store, vault);
        this.ledger = new SqlLedger(store);
        this.records = new SqlRecords(store);
        this.contentKeys = new ContentKeys(store, vault, settings.clock());
        this.sealingKeys = new SqlSealingKeys(store, vault, settings.clock());
        this.fairPlayCredentials = new SqlFairPlayCredentials(store, vault, settings.clock());
        this.widevineTrust = new SqlWidevineTrust(store, vault, settings.clock());
        this.administration = new Administration(
                new AccountRegister(store, vault, settings),
                new BalanceSheet(store, settings.clock()),
                new AuthenticatorRegister(store, vault, settings),
                new FairPlayRegister(store, vault, settings.clock(), fairPlayCredentials),
                new WidevineRegister(store, vault, settings.clock(), widevineTrust),
                new SealingKeyRegister(store, vault, settings, sealingKeys));
        this.pseudonym = new DevicePseudonym(vault.pseudonymKey());
        this.dashboard = new DashboardData(
                new DashboardUsers(store, settings),
                new DashboardSessions(store, settings),
                new AuditTrail(store, settings.clock()),
                new RecordSearch(store));
        this.housekeeping = new Housekeeping(store, settings.clock(), administration.sealingKeys());
    }

    /// Opens the database in a directory, and makes it when there is none. Throws [DatabaseRefused] when the master
    /// key is another one, when a newer program has changed the schema, or when the file cannot be used.
    public static Database open(DatabaseSettings settings) {
        Path path = settings.directory().resolve(DataDirectory.DATABASE);
        var file = new SqliteFile(path);
        prepare(path, file, settings);
        var limits = new Limits(
                Limits.SERVICE.readers(), Limits.SERVICE.queue(), Limits.SERVICE.batch(), settings.patience());
        var store = new Store(file, Dialect.SQLITE, limits);
        try {
            return new Database(store, new Installation(store, settings).vault(), settings);
        } catch (StoreUnavailable unusable) {
            store.close();
            throw new DatabaseRefused(
                    unusable.getMessage() + ": " + unusable.getCause().getMessage(), unusable);
        } catch (RuntimeException refused) {
            store.close();
            throw refused;
        }
    }

    private static void prepare(Path path, SqliteFile file, DatabaseSettings settings) {
        try {
            DataDirectory.make(settings.directory());
            DataDirectory.makeFile(path);
            int schema = new Migrations(file, Dialect.SQLITE, settings.clock()).apply();
            if (schema > Migrations.LATEST) throw new DatabaseRefused(tooNew(path, schema));
        } catch (IOException | SQLException failure) {
            throw new DatabaseRefused("cannot open the database " + path + ": " + failure.getMessage(), failure);
        }
    }

    private static String tooNew(Path path, int schema) {
        return "the database " + path + " was written by a newer version of Licet (its schema is " + schema
                + ", this program knows " + Migrations.LATEST + "): use that version, or restore an older backup";
    }

    /// Who may ask.
    public Accounts accounts() {
        return accounts;
    }

    /// Charges and records.
    public Ledger ledger() {
        return ledger;
    }

    /// Reading the event log.
    public Records records() {
        return records;
    }

    /// The key store as token requests see it.
    public StoredKeys storedKeys() {
        return contentKeys;
    }

    /// The key store as its owner sees it.
    public ContentKeys contentKeys() {
        return contentKeys;
    }

    /// The keys that tokens are sealed under.
    public SealingKeys sealingKeys() {
        return sealingKeys;
    }

    /// FairPlay credentials.
    public FairPlayCredentials fairPlayCredentials() {
        return fairPlayCredentials;
    }

    /// Widevine roots, revocations and levels.
    public WidevineTrust widevineTrust() {
        return widevineTrust;
    }

    /// Names devices in records.
    public DevicePseudonym pseudonym() {
        return pseudonym;
    }

    /// What the operator does.
    public Administration administration() {
        return administration;
    }

    /// What the dashboard keeps.
    public DashboardData dashboard() {
        return dashboard;
    }

    /// What a timer does.
    public Housekeeping housekeeping() {
        return housekeeping;
    }

    /// Writes what waits, then closes the database.
    @Override
    public void close() {
        store.close();
    }
}
