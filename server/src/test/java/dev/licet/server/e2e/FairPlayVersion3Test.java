package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.device.fairplay.SpcWrapping;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcTransportProfile;
import dev.licet.server.config.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SPCs of version 3, which need a file of the operator's SDK.
class FairPlayVersion3Test {
    private static final SecretBytes SEED = SecretBytes.parseHex("5a".repeat(16));
    private static final SpcTransportProfile PROFILE = new SpcTransportProfile(new byte[16], SEED, SEED, SEED);

    private static String token(RunningService service) {
        return service.token(service.demo(Environment.TEST), Drm.FAIRPLAY, TokenCatalogue.good(Drm.FAIRPLAY));
    }

    @Test
    void with_the_file_they_are_answered_in_every_wrapping(@TempDir Path data, @TempDir Path etc)
            throws IOException, MalformedMessage {
        Path file = Files.writeString(
                etc.resolve("transport"),
                "uuid=%s\nencryption-seed=%s\niv-seed=%<s\nmac-seed=%<s\n".formatted("00".repeat(16), "5a".repeat(16)));
        try (var service = RunningService.start(data, Map.of(Key.FAIRPLAY_V3_TRANSPORT_FILE, file.toString()))) {
            for (SpcWrapping wrapping : SpcWrapping.values()) {
                var session =
                        Viewer.fairPlay(service).request(SpcOptions.ordinary(2).withTransport(PROFILE));
                var reply = Api.postBytes(token(service), wrapping.wrap(session.spc()));
                assertEquals(200, reply.status(), wrapping + " " + reply.text());
                var license = session.open(wrapping.unwrap(reply.body()));
                assertTrue(license.contentKey().sameAs(SecretBytes.parseHex(TokenCatalogue.KEY)));
                assertTrue(license.contentIv().sameAs(SecretBytes.parseHex(TokenCatalogue.IV)));
            }
        }
    }

    @Test
    void without_it_they_are_4001(@TempDir Path data) {
        try (var service = RunningService.start(data)) {
            var session =
                    Viewer.fairPlay(service).request(SpcOptions.ordinary(2).withTransport(PROFILE));
            var reply = Api.postBytes(token(service), session.spc());
            assertEquals(403, reply.status());
            assertEquals("-4001", reply.header("Licet-Code"));
        }
    }
}
