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
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.account.AuthenticatorAdministration;
import dev.licet.storage.account.AuthenticatorUses;
import dev.licet.storage.account.BalanceAdministration;
import dev.licet.storage.account.LowBalances;
import dev.licet.storage.account.StoredAccounts;
import dev.licet.storage.audit.AuditChain;
import dev.licet.storage.audit.AuditTrail;
import dev.licet.storage.book.Books;
import dev.licet.storage.book.Checkpoint;
import dev.licet.storage.book.RowTags;
import dev.licet.storage.credential.FairPlayAdministration;
import dev.licet.storage.credential.PlayReadyAdministration;
import dev.licet.storage.credential.SignerAdministration;
import dev.licet.storage.credential.StoredFairPlayCredentials;
import dev.licet.storage.credential.StoredPlayReadySetups;
import dev.licet.storage.credential.StoredSigners;
import dev.licet.storage.credential.StoredWidevineBackEnds;
import dev.licet.storage.credential.StoredWidevineTrust;
import dev.licet.storage.credential.WidevineBackEndAdministration;
import dev.licet.storage.credential.WidevineTrustAdministration;
import dev.licet.storage.dashboard.DashboardData;
import dev.licet.storage.dashboard.DashboardSessions;
import dev.licet.storage.dashboard.DashboardUsers;
import dev.licet.storage.dashboard.KnownBrowsers;
import dev.licet.storage.key.PackagerAdministration;
import dev.licet.storage.key.SealingKeyAdministration;
import dev.licet.storage.key.StoredContentKeys;
import dev.licet.storage.key.StoredPackagedKeys;
import dev.licet.storage.key.StoredPackagerSeeds;
import dev.licet.storage.key.StoredPackagingSettings;
import dev.licet.storage.key.StoredSealingKeys;
import dev.licet.storage.ledger.StoredLedger;
import dev.licet.storage.load.ReadLoad;
import dev.licet.storage.load.WriteLoad;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.operator.OperatorTokens;
import dev.licet.storage.record.MentionSearch;
import dev.licet.storage.record.RecordSearch;
import dev.licet.storage.record.Retention;
import dev.licet.storage.record.StoredRecords;
import dev.licet.storage.record.UsageReport;
import dev.licet.storage.record.WholeLog;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Store;
import dev.licet.storage.stop.StopAdministration;
import dev.licet.storage.stop.StoredStops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
    private final AuthenticatorUses uses;
    private final Accounts accounts;
    private final Ledger ledger;
    private final StoredRecords records;
    private final StoredContentKeys contentKeys;
    private final StoredSealingKeys sealingKeys;
    private final StoredFairPlayCredentials fairPlayCredentials;
    private final StoredWidevineTrust widevineTrust;
    private final StoredWidevineBackEnds widevineBackEnds;
    private final StoredPlayReadySetups playReadySetups;
    private final StoredSigners signers;
    private final StoredStops stops;
    private final StoredPackagerSeeds packagerSeeds;
    private final StoredPackagingSettings packagingSettings;
    private final StoredPackagedKeys packagedKeys;
    private final Administration administration;
    private final Housekeeping housekeeping;
    private final DevicePseudonym pseudonym;
    private final DashboardData dashboard;
    private final AuditTrail audit;
    private final MasterKeyRotation masterKeyRotation;
    private final Retention retention;
    private final Books books;
    private final UsageReport usage;
    private final OperatorTokens operatorTokens;

    private Database(Store store, Vault vault, DatabaseSettings settings) {
        this.place = settings.place();
        this.clock = settings.clock();
        this.store = store;
        this.log = new NumberedLog(store);
        this.vault = vault;
        var tags = new RowTags(vault.bookKey());
        this.books = new Books(store, vault, settings.clock(), settings.random());
        this.retention = new Retention(store, tags);
        this.usage = new UsageReport(log);
        this.operatorTokens = new OperatorTokens(store, settings.clock(), settings.random());
        this.uses = new AuthenticatorUses(store, settings.clock());
        this.accounts = new StoredAccounts(store, vault, uses, settings.clock());
        this.ledger = new StoredLedger(store, tags);
        this.records = new StoredRecords(log);
        this.contentKeys = new StoredContentKeys(store, vault, settings.clock());
        this.sealingKeys = new StoredSealingKeys(store, vault, settings.clock());
        this.fairPlayCredentials = new StoredFairPlayCredentials(store, vault, settings.clock());
        this.widevineTrust = new StoredWidevineTrust(store, vault, settings.clock());
        this.playReadySetups = new StoredPlayReadySetups(store, vault, settings.clock());
        this.signers = new StoredSigners(store, vault, settings.clock());
        this.stops = new StoredStops(store, settings.clock());
        this.widevineBackEnds = new StoredWidevineBackEnds(store, vault, settings.clock());
        this.packagerSeeds = new StoredPackagerSeeds(store, vault, settings.clock());
        this.packagingSettings = new StoredPackagingSettings(store, settings.clock());
        this.packagedKeys = new StoredPackagedKeys(store, contentKeys, settings.clock());
        this.administration = new Administration(
                new AccountAdministration(store, vault, settings.clock(), settings.random()),
                new BalanceAdministration(store, log, tags, settings.clock()),
                new LowBalances(store),
                new AuthenticatorAdministration(store, vault, settings.clock(), settings.random(), uses),
                new FairPlayAdministration(store, vault, settings.clock(), fairPlayCredentials),
                new WidevineTrustAdministration(store, vault, settings.clock(), widevineTrust),
                new WidevineBackEndAdministration(store, vault, settings.clock(), widevineBackEnds),
                new PlayReadyAdministration(store, vault, settings.clock(), playReadySetups),
                new SealingKeyAdministration(store, vault, settings.clock(), settings.random(), sealingKeys),
                new PackagerAdministration(
                        store, vault, settings.clock(), settings.random(), packagerSeeds, packagingSettings),
                new SignerAdministration(store, vault, settings.clock(), signers),
                new StopAdministration(store, settings.clock(), stops));
        this.masterKeyRotation = new MasterKeyRotation(store, settings);
        this.pseudonym = new DevicePseudonym(vault.pseudonymKey());
        this.audit = new AuditTrail(store, new AuditChain(vault.auditKey()), settings.clock());
        this.dashboard = new DashboardData(
                new DashboardUsers(store, settings.clock(), settings.random()),
                new DashboardSessions(store, settings.clock(), settings.random()),
                new KnownBrowsers(vault.browserKey(), settings.clock(), settings.random()),
                new RecordSearch(log),
                new WholeLog(log, settings.clock()),
                new MentionSearch(log));
        this.housekeeping = new Housekeeping(store, settings.clock(), administration, uses, audit);
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
            database.audit.adopt();
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

    /// Following the event log.
    public RecordTail recordTail() {
        return records;
    }

    /// The key store as token requests see it.
    public StoredKeys storedKeys() {
        return contentKeys;
    }

    /// The key store as its owner sees it.
    public StoredContentKeys contentKeys() {
        return contentKeys;
    }

    /// What packagers were given.
    public PackagedKeys packagedKeys() {
        return packagedKeys;
    }

    /// What keys for packagers are derived from.
    public PackagerSeeds packagerSeeds() {
        return packagerSeeds;
    }

    /// What the keys of packagers are made and noted with.
    public KeyProvider.Ports packagerPorts() {
        return new KeyProvider.Ports(packagedKeys, packagerSeeds, packagingSettings, playReadySetups, ledger);
    }

    /// What is set for packagers.
    public PackagingSettings packagingSettings() {
        return packagingSettings;
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

    /// How PlayReady is set up for accounts.
    public PlayReadySetups playReadySetups() {
        return playReadySetups;
    }

    /// Who signs requests for keys and licenses.
    public Signers signers() {
        return signers;
    }

    /// Where else the requests of signers go.
    public DualRuns dualRuns() {
        return signers;
    }

    /// What gets no license.
    public StopLists stops() {
        return stops;
    }

    /// The back ends for Widevine devices that are not under the operator's own root.
    public WidevineBackEnds widevineBackEnds() {
        return widevineBackEnds;
    }

    /// Names devices in records.
    public DevicePseudonym pseudonym() {
        return pseudonym;
    }

    /// What the operator does.
    public Administration administration() {
        return administration;
    }

    /// The audit trail.
    public AuditTrail audit() {
        return audit;
    }

    /// What the dashboard keeps.
    public DashboardData dashboard() {
        return dashboard;
    }

    /// Another master key.
    public MasterKeyRotation masterKeyRotation() {
        return masterKeyRotation;
    }

    /// What a timer does.
    public Housekeeping housekeeping() {
        return housekeeping;
    }

    /// Removing old records.
    public Retention retention() {
        return retention;
    }

    /// What shows tampering with records and movements.
    public Books books() {
        return books;
    }

    /// The programs that run the installation.
    public OperatorTokens operatorTokens() {
        return operatorTokens;
    }

    /// What accounts used.
    public UsageReport usage() {
        return usage;
    }

    /// Checks the whole database as it is at one moment; writers do not wait for it.
    public Verification verification() {
        return verify(Optional.empty(), _ -> {});
    }

    /// The same, and whether the books go on from how they were at an earlier checkpoint of this installation.
    public Verification verificationFrom(Checkpoint earlier) {
        return verify(Optional.of(earlier), _ -> {});
    }

    /// One of both, which says after each check how many are done; as many as [Verification.Rule] has, or nearly.
    public Verification verify(Optional<Checkpoint> earlier, IntConsumer done) {
        var ends = earlier.map(Checkpoint::ends).orElseGet(List::of);
        return log.survey("verifying the database", session -> new Auditor(session, vault, done).look(ends));
    }

    /// Writes a copy of the embedded database as it is at one moment; neither readers nor writers wait for it.
    /// What is secret in it stays sealed, and the master key is not in it. Throws [DatabaseRefused] when the
    /// file is there already or cannot be written, or when the database is on a server, which has its own ways.
    public void backup(Path to) {
        try {
            if (Files.exists(to)) throw new DatabaseRefused("there is a file " + to + " already");
            DataDirectory.makeFile(to);
            copy(to);
            Backup.force(to);
            DataDirectory.force(Objects.requireNonNull(to.toAbsolutePath().getParent()));
        } catch (IOException failure) {
            throw new DatabaseRefused("cannot write the backup " + to + ": " + FileFault.words(to, failure), failure);
        }
    }

    private void copy(Path to) throws IOException {
        try {
            store.copyTo(to);
        } catch (SQLException failure) {
            Files.deleteIfExists(to);
            throw new DatabaseRefused("cannot write the backup " + to + ": " + failure.getMessage(), failure);
        }
    }

    /// Writes what waits, then closes the database.
    @Override
    public void close() {
        log.close();
        uses.writeLast();
        store.close();
    }
}
