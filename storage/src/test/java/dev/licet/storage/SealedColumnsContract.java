package dev.licet.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.KeyWrap;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.WidevineIdentity;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.storage.seal.BrokenSeal;
import dev.licet.storage.seal.Vault;
import dev.licet.storage.sql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every column that is sealed, down to its last bit (reference: security.md T5).
abstract class SealedColumnsContract extends DatabaseContract {
    private static final Environment TEST = Environment.TEST;

    /// Asks the schema for `table.column` of all columns whose names say that they are sealed.
    abstract String namesOfColumns();

    private void fillEveryTable() {
        var account = account();
        var none = Optional.<String>empty();
        var ek = new byte[KeyWrap.WRAPPED_BYTES];
        var key = new StoredKey(Given.KID, ek, none, none, none, Optional.empty(), HandClock.START);
        database.contentKeys().put(account, TEST, key);
        var administration = database.administration();
        administration.widevine().add(new WidevineIdentity(new byte[1], new byte[1], FairPlayCredentialsContract.KEY));
        administration
                .fairPlay()
                .add(account, TEST, FairPlayCredentialsContract.credential(1))
                .orThrow();
        administration
                .widevineBackEnds()
                .set(account, TEST, WidevineBackEndsContract.signedJson(1))
                .orThrow();
        administration
                .playReady()
                .set(account, TEST, PlayReadySetupsContract.handler())
                .orThrow();
        administration.packagerSeeds().create(account, TEST).orThrow();
        administration.packagerSeeds().rotate(account, TEST).orThrow();
        administration
                .signers()
                .create(SignersContract.signer(account, TEST, "packager", 1))
                .orThrow();
        administration
                .signers()
                .dualRun(account, TEST, "packager", Optional.of(SignersContract.RUN))
                .orThrow();
        database.books().checkpoint();
    }

    private List<SealedColumns.Place> places() {
        var store = Opening.open(settings());
        try {
            return store.survey("looking at sealed columns", session -> {
                var places = new ArrayList<SealedColumns.Place>();
                for (var columns : SealedColumns.ALL) places.addAll(columns.after(session, SealedColumns.FIRST));
                return places;
            });
        } finally {
            store.close();
        }
    }

    private DatabaseSettings settings() {
        return DatabaseSettings.forCommand(place(), MASTER, clock, new SeededRandom(9));
    }

    @Test
    void every_sealed_column_of_the_schema_is_looked_at() {
        fillEveryTable();
        var store = Opening.open(settings());
        var named = store.read("reading the schema", session -> session.all(namesOfColumns(), Row::text));
        store.close();
        var walked = new TreeSet<String>();
        for (var place : places())
            walked.add(place.name().table() + "." + place.name().column());
        assertEquals(new TreeSet<>(named), walked);
        assertTrue(database.verification().isClean());
    }

    @Test
    void no_bit_of_any_of_them_can_be_flipped() {
        fillEveryTable();
        var store = Opening.open(settings());
        Vault vault = new Installation(store, settings()).vault();
        store.close();
        for (var place : places()) {
            vault.open(place.name(), place.sealed());
            for (int bit = 0; bit < 8 * place.sealed().length; bit++) {
                byte[] flipped = place.sealed().clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertThrows(BrokenSeal.class, () -> vault.open(place.name(), flipped), place.key() + " " + bit);
            }
        }
    }

    /// All of them, each in the place of each other one.
    @Test
    void none_of_them_opens_in_the_place_of_another() {
        fillEveryTable();
        var store = Opening.open(settings());
        Vault vault = new Installation(store, settings()).vault();
        store.close();
        var places = places();
        for (var from : places) {
            for (var to : places) {
                if (from == to) vault.open(to.name(), from.sealed());
                else
                    assertThrows(
                            BrokenSeal.class, () -> vault.open(to.name(), from.sealed()), from.key() + " " + to.key());
            }
        }
        assertTrue(places.size() >= SealedColumns.ALL.size());
    }
}
