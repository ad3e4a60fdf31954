package dev.licet.storage;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import java.nio.file.Path;
import java.time.InstantSource;

/// A process that redeems tokens until it is killed, and tells of each one after the ledger has answered.
final class CrashingWriter {
    private static final int THREADS = 50;

    private CrashingWriter() {}

    /// @param arguments the directory, the account, and the number of the first token
    static void main(String[] arguments) {
        var settings = DatabaseSettings.forService(
                Path.of(arguments[0]), DatabaseContract.MASTER, InstantSource.system(), new SeededRandom(5));
        var account = new AccountId(Long.parseLong(arguments[1]));
        int first = Integer.parseInt(arguments[2]);
        var database = Database.open(settings);
        for (int i = 0; i < THREADS; i++) {
            int start = first + i;
            Thread.ofPlatform().start(() -> redeemForEver(database.ledger(), account, start));
        }
    }

    private static void redeemForEver(Ledger ledger, AccountId account, int start) {
        for (int number = start; ; number += THREADS) {
            var token = Given.token(account, Environment.PRODUCTION, number, 1);
            if (ledger.redeem(Given.redemption(token, 1, HandClock.START)) instanceof Granted granted) {
                System.out.println("granted " + granted.recordId() + " .");
            }
        }
    }
}
