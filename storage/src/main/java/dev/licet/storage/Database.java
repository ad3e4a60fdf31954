package dev.licet.storage;

import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.Thrown;
import dev.licet.domain.account.Accounts;
import dev.licet.domain.credential.DualRuns;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.domain.credential.PlayReadySetups;
import dev.licet.domain.credential.Signers;
import dev.licet.domain.credential.WidevineBackEnds;
import dev.licet.domain.credential.WidevineTrust;
import dev.licet.domain.key.StoredKeys;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagedKeys;
import dev.licet.domain.packager.PackagerSeeds;
import dev.licet.domain.packager.PackagingSettings;
import dev.licet.domain.record.DevicePseudonym;
import dev.licet.domain.record.RecordTail;
import dev.licet.domain.record.Records;
import dev.licet.domain.stop.StopLists;
import dev.licet.domain.token.SealingKeys;
import dev.licet.storage.audit.AuditTrail;
import dev.licet.storage.book.Books;
import dev.licet.storage.book.Checkpoint;
import dev.licet.storage.dashboard.DashboardData;
import dev.licet.storage.key.StoredContentKeys;
import dev.licet.storage.load.ReadLoad;
import dev.licet.storage.load.WriteLoad;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.operator.OperatorTokens;
import dev.licet.storage.record.Retention;
import dev.licet.storage.record.UsageReport;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;

/// An open database with all the ports over it. Several processes may have the same one open.
public final class Database implements AutoCloseable {
    private static final String UNAWAITED_STANDBYS = "SELECT COUNT(*) FROM pg_stat_replication"
            + " WHERE current_setting('synchronous_standby_names') = ''"
            + " OR current_setting('synchronous_commit') = 'local'";

    private final Place place;
    private final InstantSource clock;
    private final Store store;
    private final NumberedLog log;
    private final Vault vault;
    private final Ports ports;

    private Database(Store store, Vault vault, DatabaseSettings settings) {
        this.place = settings.place();
        this.clock = settings.clock();
        this.store = store;
        this.log = new NumberedLog(store);
        this.vault = vault;
        this.ports = new Ports(store, log, vault, settings);
    }

    /// Whether there is a database at that place already. Nothing is made or changed. Throws [DatabaseRefused]
    /// when that cannot be told.
    ///
    /// @param startUp how long to wait for a server that does not answer yet
    public static boolean isThere(Place place, Duration startUp) {
        return Opening.isThere(place, startUp);
    }

    /// Opens a database, and makes it when there is none. Throws [DatabaseRefused] when the master key is
    /// another one, when a newer program has changed the schema, when the file or server cannot be used, or
    /// when the server may forget what it has acknowledged.
    public static Database open(DatabaseSettings settings) {
        var store = Opening.open(settings);
        try {
            var database = new Database(store, new Installation(store, settings).vault(), settings);
            database.ports.audit.adopt();
            database.log.keepNumbering();
            return database;
        } catch (StoreUnavailable unusable) {
            store.close();
            throw new DatabaseRefused(
                    unusable.getMessage() + ": " + Thrown.words(Objects.requireNonNull(unusable.getCause())), unusable);
        } catch (RuntimeException refused) {
            store.close();
            throw refused;
        }
    }

    /// Whether a failover would lose what was acknowledged last: the server has standbys and waits for none of
    /// them.
    public boolean mayForgetOnFailover() {
        return place instanceof Place.Postgres
                && store.read("looking for standbys", session -> session.number(UNAWAITED_STANDBYS)) > 0;
    }

    /// Returns when writing works, and throws [StoreUnavailable] when it does not. Unless somebody's write
    /// succeeded within the last ten seconds and none has failed since, this writes something that means
    /// nothing.
    public void proveWriting() {
        store.proveWriting(clock.instant());
    }

    /// Whether all threads are there that this needs.
    public boolean isWhole() {
        return store.isWhole();
    }

    /// How the connections for reading are used.
    public ReadLoad reading() {
        return store.reading();
    }

    /// What the writers have done since the start, and what waits for them.
    public WriteLoad load() {
        return store.load();
    }

    /// What has become of the files of an embedded database, in the words of a log line: they were deleted or
    /// replaced while they are open here, so that whatever is written is lost. Empty while all is well. Meant
    /// to be asked once a second; the first call begins to look.
    public Optional<String> loss() {
        return store.loss();
    }

    /// Answers nothing and writes nothing from now on: everything throws [StoreUnavailable].
    ///
    /// @param why in the words of a log line
    public void forsake(String why) {
        store.forsake(why);
    }

    /// Accounts and authenticators.
    public Accounts accounts() {
        return ports.accounts;
    }

    /// Charges and records.
    public Ledger ledger() {
        return ports.ledger;
    }

    /// Reading the event log.
    public Records records() {
        return ports.records;
    }

    /// Following the event log.
    public RecordTail recordTail() {
        return ports.records;
    }

    /// The key store as token requests see it.
    public StoredKeys storedKeys() {
        return ports.contentKeys;
    }

    /// The key store as its owner sees it.
    public StoredContentKeys contentKeys() {
        return ports.contentKeys;
    }

    /// What packagers were given.
    public PackagedKeys packagedKeys() {
        return ports.packagedKeys;
    }

    /// What keys for packagers are derived from.
    public PackagerSeeds packagerSeeds() {
        return ports.packagerSeeds;
    }

    /// What the keys of packagers are made and noted with.
    public KeyProvider.Ports packagerPorts() {
        return new KeyProvider.Ports(
                ports.packagedKeys, ports.packagerSeeds, ports.packagingSettings, ports.playReadySetups, ports.ledger);
    }

    /// What is set for packagers.
    public PackagingSettings packagingSettings() {
        return ports.packagingSettings;
    }

    /// The keys that tokens are sealed under.
    public SealingKeys sealingKeys() {
        return ports.sealingKeys;
    }

    /// FairPlay credentials.
    public FairPlayCredentials fairPlayCredentials() {
        return ports.fairPlayCredentials;
    }

    /// Widevine roots, revocations and levels.
    public WidevineTrust widevineTrust() {
        return ports.widevineTrust;
    }

    /// How PlayReady is set up for accounts.
    public PlayReadySetups playReadySetups() {
        return ports.playReadySetups;
    }

    /// Who signs requests for keys and licenses.
    public Signers signers() {
        return ports.signers;
    }

    /// Where else the requests of signers go.
    public DualRuns dualRuns() {
        return ports.signers;
    }

    /// What gets no license.
    public StopLists stops() {
        return ports.stops;
    }

    /// The back ends for Widevine devices that are not under the operator's own root.
    public WidevineBackEnds widevineBackEnds() {
        return ports.widevineBackEnds;
    }

    /// Names devices in records.
    public DevicePseudonym pseudonym() {
        return ports.pseudonym;
    }

    /// What the operator does.
    public Administration administration() {
        return ports.administration;
    }

    /// The audit trail.
    public AuditTrail audit() {
        return ports.audit;
    }

    /// What the dashboard keeps.
    public DashboardData dashboard() {
        return ports.dashboard;
    }

    /// Another master key.
    public MasterKeyRotation masterKeyRotation() {
        return ports.masterKeyRotation;
    }

    /// What a timer does.
    public Housekeeping housekeeping() {
        return ports.housekeeping;
    }

    /// Removing old records.
    public Retention retention() {
        return ports.retention;
    }

    /// What shows tampering with records and movements.
    public Books books() {
        return ports.books;
    }

    /// The programs that run the installation.
    public OperatorTokens operatorTokens() {
        return ports.operatorTokens;
    }

    /// What accounts used.
    public UsageReport usage() {
        return ports.usage;
    }

    /// Checks the whole database as it is at one moment; writers do not wait for it.
    public Verification verification() {
        return verify(Optional.empty(), _ -> {});
    }

    /// The same, and whether the books go on from how they were at an earlier checkpoint of this installation.
    ///
    /// @param done told after each check how many are done; as many as [Verification.Rule] has, or nearly
    public Verification verify(Optional<Checkpoint> earlier, IntConsumer done) {
        var ends = earlier.map(Checkpoint::ends).orElseGet(List::of);
        return log.survey("verifying the database", session -> new Auditor(session, vault, done).look(ends));
    }

    /// Writes a copy of the embedded database as it is at one moment; neither readers nor writers wait for it.
    /// What is secret in it stays sealed, and the master key is not in it. Throws [DatabaseRefused] when the
    /// file is there already or cannot be written, or when the database is on a server, which has its own ways.
    public void backup(Path to) {
        Backup.write(store, to);
    }

    /// Writes what waits, then closes the database.
    @Override
    public void close() {
        log.close();
        ports.uses.writeLast();
        store.close();
    }
}
