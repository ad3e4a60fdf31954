package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.credential.PlayReadyBackEnd;
import dev.licet.domain.record.EventRecord;
import dev.licet.http.BadCertificate;
import dev.licet.server.config.BadConfig;
import dev.licet.server.config.Key;
import dev.licet.storage.account.CreatedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A license maker that lets nobody in without a certificate (`upstream.tls.certificate`).
class ShownCertificateTest {
    private static final int UNITS = 5;

    @TempDir
    private Path folder;

    private static MadeIdentity server;
    private static MadeIdentity known;
    private static MadeIdentity stranger;
    private LicenseMaker maker;
    private RunningService service;
    private CreatedAccount account;

    @BeforeAll
    static void make(@TempDir Path identities) throws Exception {
        server = MadeIdentity.in(identities, "server");
        known = MadeIdentity.in(identities, "known");
        stranger = MadeIdentity.in(identities, "stranger");
    }

    @BeforeEach
    void serve() throws Exception {
        var context = server.context(Optional.of(known));
        maker = new LicenseMaker(handler -> LoopbackServer.askingClients(context, handler));
    }

    @AfterEach
    void stop() {
        if (service != null) service.close();
        maker.close();
    }

    private void start(Map<Key, String> shown) throws Exception {
        var settings = new HashMap<>(shown);
        settings.put(Key.TLS_CA_FILE, server.certificate().toString());
        service = RunningService.start(Files.createDirectories(folder.resolve("data")), settings);
        account = service.account("certified");
        service.units(account.id(), UNITS);
        LicenseMaker.serve(
                service, account.id(), new PlayReadyBackEnd.Handler(maker.url(), List.of(LicenseMaker.SECRET)));
    }

    private static Map<Key, String> showing(MadeIdentity identity) {
        return Map.of(
                Key.UPSTREAM_TLS_CERTIFICATE,
                identity.certificate().toString(),
                Key.UPSTREAM_TLS_KEY,
                identity.key().toString());
    }

    private int play() {
        String url = service.token(
                RunningService.text(account, Environment.TEST), Drm.PLAYREADY, TokenCatalogue.good(Drm.PLAYREADY));
        byte[] kid = HexFormat.of().parseHex(TokenCatalogue.KID);
        return Api.postBytes(url, Viewer.playReady().challenge(List.of(kid), Optional.empty()))
                .status();
    }

    private EventRecord newest() {
        return service.operator()
                .records()
                .latest(account.id(), Environment.TEST, 1)
                .getFirst();
    }

    private void assertTurnedAway() {
        assertEquals(500, play());
        String reason = newest().reason();
        assertTrue(reason.startsWith("the license maker asks for a client certificate that it knows ("), reason);
        assertTrue(reason.endsWith("): name one in upstream.tls.certificate"), reason);
        assertEquals(UNITS, service.units(account.id()), "it has certainly read nothing");
        assertEquals(List.of(), maker.asked());
    }

    @Test
    void a_license_maker_that_asks_for_a_certificate_is_shown_it() throws Exception {
        start(showing(known));
        assertEquals(200, play());
        assertEquals(1, maker.asked().size());
        assertEquals(UNITS - 1, service.units(account.id()));
    }

    @Test
    void without_one_the_record_says_so_and_nothing_is_charged() throws Exception {
        start(Map.of());
        assertTurnedAway();
    }

    @Test
    void a_certificate_that_is_replaced_counts_without_a_start() throws Exception {
        var mine = new MadeIdentity(folder.resolve("none"), folder.resolve("mine.crt"), folder.resolve("mine.key"));
        replace(mine, stranger);
        start(showing(mine));
        assertTurnedAway();
        Files.writeString(mine.key(), "half a key");
        assertTurnedAway();
        replace(mine, known);
        assertEquals(200, play());
    }

    private static void replace(MadeIdentity old, MadeIdentity by) throws Exception {
        Files.copy(by.certificate(), old.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(by.key(), old.key(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void files_that_cannot_be_used_stop_the_start() throws Exception {
        var mixed = new MadeIdentity(known.store(), known.certificate(), stranger.key());
        var missing = new MadeIdentity(known.store(), folder.resolve("nowhere"), known.key());
        for (MadeIdentity bad : List.of(mixed, missing)) {
            var refused = assertThrows(BadCertificate.class, () -> start(showing(bad)));
            String message = refused.getMessage();
            assertTrue(message.contains(bad.certificate().toString()), message);
        }
        var half = Map.of(Key.UPSTREAM_TLS_KEY, known.key().toString());
        assertTrue(assertThrows(BadConfig.class, () -> start(half)).getMessage().startsWith("upstream.tls."));
    }
}
