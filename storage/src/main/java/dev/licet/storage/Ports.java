package dev.licet.storage;

import dev.licet.domain.account.Accounts;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.record.DevicePseudonym;
import dev.licet.storage.account.AccountAdministration;
import dev.licet.storage.account.AuthenticatorAdministration;
import dev.licet.storage.account.AuthenticatorUses;
import dev.licet.storage.account.BalanceAdministration;
import dev.licet.storage.account.LowBalances;
import dev.licet.storage.account.StoredAccounts;
import dev.licet.storage.audit.AuditChain;
import dev.licet.storage.audit.AuditTrail;
import dev.licet.storage.book.Books;
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
import dev.licet.storage.key.PackagerSeedAdministration;
import dev.licet.storage.key.SealingKeyAdministration;
import dev.licet.storage.key.StoredContentKeys;
import dev.licet.storage.key.StoredPackagedKeys;
import dev.licet.storage.key.StoredPackagerSeeds;
import dev.licet.storage.key.StoredPackagingSettings;
import dev.licet.storage.key.StoredSealingKeys;
import dev.licet.storage.ledger.StoredLedger;
import dev.licet.storage.numbering.NumberedLog;
import dev.licet.storage.operator.OperatorTokens;
import dev.licet.storage.record.MentionSearch;
import dev.licet.storage.record.RecordSearch;
import dev.licet.storage.record.Retention;
import dev.licet.storage.record.StoredRecords;
import dev.licet.storage.record.UsageReport;
import dev.licet.storage.record.WholeLog;
import dev.licet.storage.seal.Purpose;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Store;
import dev.licet.storage.stop.StopAdministration;
import dev.licet.storage.stop.StoredStops;
import java.security.SecureRandom;
import java.time.InstantSource;

/// All ports over one database, made in the order in which they need each other.
final class Ports {
    final AuthenticatorUses uses;
    final Accounts accounts;
    final Ledger ledger;
    final StoredRecords records;
    final StoredContentKeys contentKeys;
    final StoredSealingKeys sealingKeys;
    final StoredFairPlayCredentials fairPlayCredentials;
    final StoredWidevineTrust widevineTrust;
    final StoredWidevineBackEnds widevineBackEnds;
    final StoredPlayReadySetups playReadySetups;
    final StoredSigners signers;
    final StoredStops stops;
    final StoredPackagerSeeds packagerSeeds;
    final StoredPackagingSettings packagingSettings;
    final StoredPackagedKeys packagedKeys;
    final Administration administration;
    final Housekeeping housekeeping;
    final DevicePseudonym pseudonym;
    final DashboardData dashboard;
    final AuditTrail audit;
    final MasterKeyRotation masterKeyRotation;
    final Retention retention;
    final Books books;
    final UsageReport usage;
    final OperatorTokens operatorTokens;

    Ports(Store store, NumberedLog log, Vault vault, DatabaseSettings settings) {
        InstantSource clock = settings.clock();
        SecureRandom random = settings.random();
        var tags = new RowTags(vault.key(Purpose.BOOKS));
        this.books = new Books(store, vault, clock, random);
        this.retention = new Retention(store, tags);
        this.usage = new UsageReport(log);
        this.operatorTokens = new OperatorTokens(store, clock, random);
        this.uses = new AuthenticatorUses(store, clock);
        this.accounts = new StoredAccounts(store, vault, uses, clock);
        this.ledger = new StoredLedger(store, tags);
        this.records = new StoredRecords(log);
        this.contentKeys = new StoredContentKeys(store, vault, clock);
        this.sealingKeys = new StoredSealingKeys(store, vault, clock);
        this.fairPlayCredentials = new StoredFairPlayCredentials(store, vault, clock);
        this.widevineTrust = new StoredWidevineTrust(store, vault, clock);
        this.playReadySetups = new StoredPlayReadySetups(store, vault, clock);
        this.signers = new StoredSigners(store, vault, clock);
        this.stops = new StoredStops(store, clock);
        this.widevineBackEnds = new StoredWidevineBackEnds(store, vault, clock);
        this.packagerSeeds = new StoredPackagerSeeds(store, vault, clock);
        this.packagingSettings = new StoredPackagingSettings(store, clock);
        this.packagedKeys = new StoredPackagedKeys(store, contentKeys, clock);
        this.administration = new Administration(
                new AccountAdministration(store, vault, clock, random),
                new BalanceAdministration(store, log, tags, clock),
                new LowBalances(store),
                new AuthenticatorAdministration(store, vault, clock, random, uses),
                new FairPlayAdministration(store, vault, clock, fairPlayCredentials),
                new WidevineTrustAdministration(store, vault, clock, widevineTrust),
                new WidevineBackEndAdministration(store, vault, clock, widevineBackEnds),
                new PlayReadyAdministration(store, vault, clock, playReadySetups),
                new SealingKeyAdministration(store, vault, clock, random, sealingKeys),
                new PackagerAdministration(store, packagingSettings),
                new PackagerSeedAdministration(store, vault, clock, random, packagerSeeds, packagingSettings),
                new SignerAdministration(store, vault, clock, signers),
                new StopAdministration(store, clock, stops));
        this.masterKeyRotation = new MasterKeyRotation(store, settings);
        this.pseudonym = new DevicePseudonym(vault.key(Purpose.DEVICES));
        this.audit = new AuditTrail(store, new AuditChain(vault.key(Purpose.AUDIT)), clock);
        this.dashboard = new DashboardData(
                new DashboardUsers(store, clock, random),
                new DashboardSessions(store, clock, random),
                new KnownBrowsers(vault.key(Purpose.BROWSERS), clock, random),
                new RecordSearch(log),
                new WholeLog(log, clock),
                new MentionSearch(log));
        this.housekeeping = new Housekeeping(store, clock, administration, uses, audit);
    }
}
