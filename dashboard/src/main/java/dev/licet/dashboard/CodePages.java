package dev.licet.dashboard;

import dev.licet.dashboard.view.CodePage;
import dev.licet.domain.Refusal;
import dev.licet.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The guide to the error codes: `docs/errors.md`, which a test keeps true to the catalogue.
final class CodePages {
    private static final int CELLS = 10;

    private final List<CodePage.Row> rows = new String(Assets.read("errors.md"), StandardCharsets.UTF_8)
            .lines()
            .map(CodePages::row)
            .flatMap(Optional::stream)
            .toList();

    /// `| -2002 | x | x | x | 400 | issue | message | raised when | what to do |`
    private static Optional<CodePage.Row> row(String line) {
        String[] cells = Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        if (cells.length < CELLS || !cells[1].matches("-[0-9]+")) return Optional.empty();
        int code = Integer.parseInt(cells[1]);
        return Refusal.ofCode(code)
                .map(refusal -> new CodePage.Row(
                        code, refusal.template(), cells[5], cells[6], plain(cells[8]), plain(cells[9])));
    }

    /// Markdown's marks for code are left out.
    private static String plain(String cell) {
        return cell.replace("`", "").replace("&lt;", "<").replace("&gt;", ">").replace("&#124;", "|");
    }

    Reply show(Visit visit) {
        return visit.page("codes", new CodePage(visit.frame("Error codes"), rows));
    }
}
