package dev.licet.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.device.Main;
import dev.licet.device.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines that a first start prints work as they are.
class GreetingTest {
    private static final Pattern CURL = Pattern.compile("curl -s (\\S+) -d '([^']*)'");
    private static final Pattern PLAY = Pattern.compile("\\./licet (device play .*)\"\\$\\(" + CURL + "\\)\"");

    @Test
    void every_printed_line_does_what_it_says(@TempDir Path data) {
        try (var service = RunningService.start(data)) {
            String greeting = service.greeting();
            List<MatchResult> plays = PLAY.matcher(greeting).results().toList();
            assertEquals(2, plays.size(), greeting);
            for (MatchResult play : plays) {
                String url = Api.postForm(play.group(2), play.group(3)).text();
                assertTrue(url.contains("?ExpressPlayToken="), url);
                var out = new StringWriter();
                assertEquals(0, run(out, words(play.group(1)), url), out.toString());
                assertTrue(out.toString().contains("key "), out.toString());
            }
            assertEquals(4, CURL.matcher(greeting).results().count());
        }
    }

    private static List<String> words(String text) {
        return Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(text)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    private static int run(StringWriter out, List<String> words, String url) {
        var all = new ArrayList<>(words);
        all.add(url);
        var printer = new PrintWriter(out, true);
        return Main.run(
                new Setting(printer, printer, InstantSource.system(), RunningService.RANDOM),
                all.toArray(String[]::new));
    }
}
