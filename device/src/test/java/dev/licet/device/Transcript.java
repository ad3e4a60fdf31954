package dev.licet.device;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;

/// One command that was run: what it printed and how it ended.
record Transcript(int exit, String out, String err) {
    static Transcript of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var setting = new Setting(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                InstantSource.fixed(TestServer.NOW),
                new Repeatable(7));
        int exit = Main.run(setting, arguments);
        return new Transcript(exit, out.toString().replace("\r\n", "\n"), err.toString());
    }
}
