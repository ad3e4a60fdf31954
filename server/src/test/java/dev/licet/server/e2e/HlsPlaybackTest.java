package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.EventRecord;
import dev.licet.keys.cpix.Names;
import dev.licet.keys.xml.XmlElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A film in HLS with AES-128, encrypted with the key and announced by the line that a packager was given, and played
/// with a token of the kid alone by players that nobody here wrote.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HlsPlaybackTest {
    private static final String AES_128 = "3ea8778f-7742-4bf9-b18b-e834b2acbd47";
    private static final SpekeDocument FILM = SpekeDocument.of("2.1", "AES-128", List.of(AES_128), "SHARED");
    private static final int PICTURES = 150;

    private RunningService service;
    private Encryptor encryptor;
    private LoopbackServer site;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path media) throws Exception {
        service = RunningService.start(data);
        encryptor = Encryptor.seeded(service);
        site = new LoopbackServer(request -> Optional.of(page(request)));
        folder = media;
        encrypt();
    }

    @AfterAll
    void stop() {
        site.close();
        service.close();
    }

    /// Of what was given, ffmpeg takes the key and its address, and the playlist the line to the letter.
    private void encrypt() throws Exception {
        XmlElement given = Encryptor.read(encryptor.speke(FILM).body());
        byte[] key = Base64.getDecoder()
                .decode(Encryptor.values(given).values().iterator().next());
        String line = line(given);
        String uri = line.replaceAll(".*URI=\"([^\"]*)\".*", "$1");
        assertEquals(service.url(Environment.TEST, "/hms/ck/key/" + FILM.contentId() + "/" + FILM.kid("ALL")), uri);
        Path file = Files.write(folder.resolve("key"), key);
        Files.writeString(folder.resolve("info"), uri + "\n" + file + "\n");
        ffmpeg("-f lavfi -i testsrc2=size=320x180:rate=25:duration=6 -f lavfi -i sine=frequency=440:duration=6"
                + " -c:v libx264 -preset ultrafast -g 50 -pix_fmt yuv420p -c:a aac -f hls -hls_time 2"
                + " -hls_playlist_type vod -hls_key_info_file info made.m3u8");
        Files.delete(file);
        String made = Files.readString(folder.resolve("made.m3u8"));
        String announced = made.replaceAll("#EXT-X-KEY:.*", line);
        assertFalse(made.equals(announced), made);
        Files.writeString(folder.resolve("film.m3u8"), announced);
    }

    private static String line(XmlElement given) {
        XmlElement system = given.first(Names.CPIX, "DRMSystemList")
                .orElseThrow()
                .elements()
                .getFirst();
        String line = system.first(Names.CPIX, "HLSSignalingData").orElseThrow().text();
        return new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
    }

    private LoopbackServer.Answer page(LoopbackServer.Request request) {
        String name = request.path().substring(1);
        try {
            return switch (name) {
                case "hls.js" -> new LoopbackServer.Answer(200, hlsJs());
                case "player.html" ->
                    new LoopbackServer.Answer(
                            200, PAGE.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "text/html"));
                default -> new LoopbackServer.Answer(200, Files.readAllBytes(folder.resolve(name)));
            };
        } catch (IOException none) {
            return LoopbackServer.Answer.of(404, "");
        }
    }

    private static byte[] hlsJs() throws IOException {
        String name = "META-INF/resources/webjars/hls.js/1.4.12/dist/hls.min.js";
        try (InputStream in = HlsPlaybackTest.class.getClassLoader().getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static final String PAGE = """
            <!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><main></main><video muted autoplay></video><script src="/hls.js"></script>
            """;

    /// As `docs/keys.md` says it.
    private static final String PLAY = """
            const token = arguments[0];
            const hls = new Hls({
              xhrSetup: (xhr, url) => {
                if (url.includes('/hms/ck/key/')) xhr.setRequestHeader('ExpressPlayToken', token);
              }
            });
            window.faults = [];
            hls.on(Hls.Events.ERROR, (event, data) => window.faults.push(data.details));
            hls.loadSource('/film.m3u8');
            hls.attachMedia(document.querySelector('video'));
            """;

    /// What ffmpeg prints.
    private String ffmpeg(String options, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y"));
        command.addAll(List.of(more));
        command.addAll(List.of(options.split(" ")));
        Path printed = folder.resolve("printed");
        var ffmpeg = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        ffmpeg.environment().remove("http_proxy");
        try {
            Process process = ffmpeg.start();
            process.waitFor();
            return Files.readString(printed);
        } catch (IOException missing) {
            throw new UncheckedIOException("ffmpeg is needed, from Debian's package ffmpeg", missing);
        }
    }

    private String token() {
        String kid = FILM.kid("ALL").replace("-", "");
        String url = service.token(encryptor.authenticator(), Drm.CLEARKEY, Api.parameters("kid", kid));
        return url.substring(url.indexOf('=') + 1);
    }

    private EventRecord newest() {
        return service.operator()
                .records()
                .latest(encryptor.account(), Environment.TEST, 1)
                .getFirst();
    }

    private long pictures(String... headers) throws Exception {
        String printed = ffmpeg("-i " + site.url("/film.m3u8") + " -map 0:v -f framemd5 -", headers);
        return printed.lines().filter(line -> line.matches("0, .*")).count();
    }

    @Test
    void ffmpeg_plays_every_picture_with_a_token_and_none_without() throws Exception {
        assertEquals(PICTURES, pictures("-headers", "ExpressPlayToken: " + token() + "\r\n"));
        assertEquals(Event.Kind.REDEEMED, newest().kind());
        assertEquals("aes-128", newest().facts().get("delivery"));
        assertEquals(0, pictures());
    }

    @Test
    void hls_js_plays_in_a_page_of_another_origin(@TempDir Path profile) {
        assumeFalse("none".equals(System.getProperty("licet.browser")), "a browser was said to be unavailable");
        try (var browser = Browser.open(profile)) {
            browser.go(site.url("/player.html").toString());
            browser.run(PLAY, token());
            browser.await(() -> browser.number("return document.querySelector('video').currentTime") > 4
                    || browser.number("return window.faults.length") > 0);
            assertEquals(List.of(), browser.complaints());
            assertEquals(0, browser.number("return window.faults.length"));
            assertTrue(
                    browser.number("return document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames")
                            > 50);
        }
        assertEquals(Event.Kind.REDEEMED, newest().kind());
    }

    @Test
    void hls_js_is_told_why_it_gets_no_key(@TempDir Path profile) {
        assumeFalse("none".equals(System.getProperty("licet.browser")), "a browser was said to be unavailable");
        try (var browser = Browser.open(profile)) {
            browser.go(site.url("/player.html").toString());
            browser.run(PLAY, "nothing");
            browser.await(
                    () -> browser.number("return window.faults.filter(one => one === 'keyLoadError').length") > 0);
            assertEquals(0, browser.number("return document.querySelector('video').currentTime"));
        }
    }
}
