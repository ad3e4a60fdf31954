package dev.licet.server.first;

import dev.licet.domain.audit.Actor;
import dev.licet.domain.audit.Deed;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.storage.Database;
import dev.licet.storage.account.NewAccount;
import dev.licet.storage.account.TestAccount;
import dev.licet.storage.credential.FairPlayOverview;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Gives an installation what it lacks, at its first start as a rule.
public final class FirstStart {
    /// The folder in the data directory from which simulated devices are made.
    public static final String FACTORY = "device-factory";

    private final Database database;
    private final Path data;
    private final InstantSource clock;
    private final SecureRandom random;

    public FirstStart(Database database, Path data, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.data = data;
        this.clock = clock;
        this.random = random;
    }

    /// The Widevine root and the FairPlay credentials, where there are none.
    public void makeCredentials() {
        if (database.widevineTrust().identities().isEmpty()) makeWidevine();
        if (database.administration().fairPlay().list().stream().noneMatch(FirstStart::isOurs)) makeFairPlay();
    }

    /// The demo account, in the test environment alone, where there is no account. For when nothing can go wrong any
    /// more: its authenticator is shown this once.
    public Optional<TestAccount> makeAccount() {
        if (!database.administration().isEmpty()) return Optional.empty();
        var demo = database.administration()
                .accounts()
                .createForTest(NewAccount.named("demo"))
                .orThrow();
        note(Verb.ACCOUNT_CREATE, Target.INSTALLATION.of(demo.id()).saying("demo"));
        return Optional.of(demo);
    }

    private void makeWidevine() {
        var widevine = TestWidevine.make(clock.instant(), random);
        widevine.writeFactory(factory());
        database.administration().widevine().add(widevine.identity());
        note(Verb.WIDEVINE_IMPORT, Target.INSTALLATION.saying("a test root, because there was none"));
    }

    private static boolean isOurs(FairPlayOverview entry) {
        return entry.account().isEmpty();
    }

    private void makeFairPlay() {
        var fairPlay = TestFairPlay.make(clock.instant(), random);
        fairPlay.writeFactory(factory());
        database.administration().fairPlay().addForTests(fairPlay.credential());
        note(Verb.FAIRPLAY_ADD, Target.INSTALLATION.saying("for simulated devices, because there were none"));
    }

    private void note(Verb verb, Target target) {
        database.audit().note(new Deed(Actor.service(), verb, target, new Ending.Done()));
    }

    private PrivateFiles factory() {
        return new PrivateFiles(data.resolve(FACTORY));
    }
}
