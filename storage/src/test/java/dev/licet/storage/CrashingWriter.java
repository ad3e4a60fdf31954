package dev.licet.storage;

import dev.licet.domain.Environment;
import dev.licet.domain.StoreUnavailable;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.ledger.Ledger;
import dev.licet.domain.ledger.RedemptionOutcome.Granted;
import dev.licet.storage.book.Books;
import dev.licet.storage.testing.TestClassPath;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// A process that redeems tokens until it is killed, and tells of each one after the ledger has answered.
final class CrashingWriter {
    static final int THREADS = 50;

    /// The line before the database is opened, and its tables brought up to date.
    static final String OPENING = "opening";

    private CrashingWriter() {}

    /// Such a process, not yet started.
    ///
    /// @param first the number of the first token
    static ProcessBuilder process(Place place, AccountId account, int first) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        TestClassPath.of(CrashingWriter.class),
                        CrashingWriter.class.getName(),
                        words(place),
                        account.toString(),
                        String.valueOf(first),
                        String.valueOf(THREADS))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    /// @param arguments the directory or the URL, the account, the number of the first token, and how many threads
    static void main(String[] arguments) {
        var settings = DatabaseSettings.forService(
                place(arguments[0]), DatabaseContract.MASTER, InstantSource.system(), new SecureRandom());
        var account = new AccountId(Long.parseLong(arguments[1]));
        int first = Integer.parseInt(arguments[2]);
        int threads = Integer.parseInt(arguments[3]);
        System.out.println(OPENING);
        var database = Database.open(settings);
        Thread.ofPlatform().start(() -> sealForEver(database.books()));
        for (int i = 0; i < threads; i++) {
            int start = first + i;
            Thread.ofPlatform().start(() -> redeemForEver(database.ledger(), account, start, threads));
        }
    }

    private static String words(Place place) {
        return switch (place) {
            case Place.Embedded(Path folder) -> folder.toString();
            case Place.Postgres server -> server.url();
        };
    }

    private static Place place(String text) {
        if (!Place.Postgres.isUrl(text)) return new Place.Embedded(Path.of(text));
        return new Place.Postgres(text, "postgres", Optional.empty());
    }

    private static void sealForEver(Books books) {
        while (true) {
            try {
                books.seal(() -> true);
            } catch (StoreUnavailable away) {
                Thread.onSpinWait();
            }
        }
    }

    /// A token whose redemption was not answered is given up: it may have been charged, and was not acknowledged.
    private static void redeemForEver(Ledger ledger, AccountId account, int start, int step) {
        for (int number = start; ; number += step) {
            var token = Given.token(account, Environment.PRODUCTION, number, 1);
            try {
                var outcome = Given.redemption(token, 1, HandClock.START).by(ledger);
                if (outcome instanceof Granted) System.out.println("granted " + token.id() + " .");
            } catch (StoreUnavailable away) {
                Thread.onSpinWait();
            }
        }
    }
}
