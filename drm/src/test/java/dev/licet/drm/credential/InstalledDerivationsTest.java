package dev.licet.drm.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.credential.FairPlayCredential;
import dev.licet.domain.credential.FairPlayCredentials;
import dev.licet.drm.spi.FairPlayDerivation;
import dev.licet.drm.spi.KeyPayload;
import dev.licet.drm.spi.KeyRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which sets of FairPlay credentials a node can use.
class InstalledDerivationsTest {
    private static final AccountId ACCOUNT = new AccountId(1);

    private final InstalledDerivations installed = InstalledDerivations.with(
            List.of(new PlugIn("apple", false), new PlugIn("trial", true), new PlugIn("standin", false)));

    private record PlugIn(String name, boolean developmentOnly) implements FairPlayDerivation {
        @Override
        public KeyPayload derive(KeyRequest request) {
            throw new IllegalStateException("nobody asks");
        }
    }

    private static FairPlayCredentials stored(String... derivations) {
        return (account, environment) -> Stream.of(derivations)
                .map(name -> new FairPlayCredential(1, new byte[0], List.of(), SecretBytes.copyOf(new byte[16]), name))
                .toList();
    }

    private List<String> used(Environment environment, String... derivations) {
        var usable = new UsableFairPlayCredentials(stored(derivations), installed);
        return usable.of(ACCOUNT, environment).stream()
                .map(FairPlayCredential::derivation)
                .toList();
    }

    @Test
    void built_in_ones_and_plug_ins_are_listed() {
        assertEquals(List.of("apple", "fixed-dask", "ksm-http", "standin", "trial"), installed.names(Environment.TEST));
        assertEquals(List.of("apple", "fixed-dask", "ksm-http"), installed.names(Environment.PRODUCTION));
    }

    @Test
    void a_plug_in_cannot_make_the_stand_in_serve_production() {
        assertFalse(installed.canUse("standin", Environment.PRODUCTION));
        assertTrue(installed.canUse("standin", Environment.TEST));
    }

    @Test
    void a_set_that_cannot_be_used_is_left_out_and_the_others_keep_their_order() {
        assertEquals(List.of("apple", "trial"), used(Environment.TEST, "nosuch", "apple", "gone", "trial"));
        assertEquals(List.of("apple"), used(Environment.PRODUCTION, "nosuch", "apple", "standin", "trial"));
        assertEquals(List.of(), used(Environment.PRODUCTION, "trial"));
    }

    @Test
    void the_reasons_are_told_once_each() {
        var usable = new UsableFairPlayCredentials(stored("nosuch", "trial", "nosuch", "apple"), installed);
        assertEquals(
                List.of(
                        "the derivation nosuch is not installed on this node",
                        "the derivation trial serves the test environment only"),
                usable.leftOut(ACCOUNT, Environment.PRODUCTION));
        assertEquals(
                List.of("the derivation nosuch is not installed on this node"),
                usable.leftOut(ACCOUNT, Environment.TEST));
    }
}
