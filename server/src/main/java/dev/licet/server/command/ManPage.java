package dev.licet.server.command;

import dev.licet.domain.Ascii;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The manual page of one command, written from the same descriptions as its `--help`.
///
/// The format is that of man(7): a line that begins with a dot is an instruction, so text never begins one.
record ManPage(CommandSpec spec) {
    private static final Comparator<OptionSpec> AS_IN_THE_HELP =
            Comparator.comparing(option -> Ascii.lower(option.shortestName().replaceFirst("^-+", "")));

    /// The name of its file, e.g. `licet-account-create.1`.
    String file() {
        return title() + ".1";
    }

    private String title() {
        return spec.qualifiedName("-");
    }

    /// The page as text.
    String text() {
        var lines = new ArrayList<String>();
        lines.add(".TH " + title().toUpperCase(Locale.ROOT) + " 1 \"\" \"Licet\" \"Licet\"");
        // Long words, such as addresses, cannot be spread over a line.
        lines.add(".ad l");
        lines.add(".SH NAME");
        lines.add(plain(title()) + " \\- " + plain(firstSentence()));
        lines.add(".SH SYNOPSIS");
        lines.add(plain(new CommandLine(spec).getHelp().synopsis(0).strip()));
        section(lines, "DESCRIPTION", List.of(spec.usageMessage().description()));
        options(lines);
        commands(lines);
        exitCodes(lines);
        lines.add(".SH SEE ALSO");
        lines.add(plain(parent()));
        return String.join("\n", lines) + "\n";
    }

    private String firstSentence() {
        String all = String.join(" ", spec.usageMessage().description());
        int end = all.indexOf(". ");
        String first = end < 0 ? all : all.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    private String parent() {
        CommandSpec above = spec.parent();
        return (above == null ? "licet-serve" : above.qualifiedName("-")) + "(1)";
    }

    private void options(List<String> lines) {
        List<OptionSpec> options = spec.options().stream()
                .filter(option -> !option.hidden())
                .sorted(AS_IN_THE_HELP)
                .toList();
        List<PositionalParamSpec> words = spec.positionalParameters();
        if (options.isEmpty() && words.isEmpty()) return;
        lines.add(".SH OPTIONS");
        for (PositionalParamSpec word : words) item(lines, word.paramLabel(), word.description());
        for (OptionSpec option : options) item(lines, named(option), option.description());
    }

    private static String named(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.typeInfo().isBoolean() ? names : names + " " + option.paramLabel();
    }

    private void commands(List<String> lines) {
        if (spec.subcommands().isEmpty()) return;
        lines.add(".SH COMMANDS");
        for (CommandLine below : spec.subcommands().values()) {
            CommandSpec one = below.getCommandSpec();
            item(lines, one.name(), one.usageMessage().description());
        }
    }

    private void exitCodes(List<String> lines) {
        lines.add(".SH EXIT STATUS");
        ExitCode.described().forEach((code, meaning) -> item(lines, code.strip(), meaning));
    }

    private static void section(List<String> lines, String heading, List<String> paragraphs) {
        if (paragraphs.isEmpty()) return;
        lines.add(".SH " + heading);
        lines.add(paragraphs.stream().map(ManPage::plain).collect(Collectors.joining("\n.PP\n")));
    }

    private static void item(List<String> lines, String term, String... meaning) {
        lines.add(".TP");
        lines.add(".B " + plain(term));
        lines.add(plain(String.join(" ", meaning)));
    }

    /// Without colours and instructions; a hyphen stays a hyphen that can be copied.
    private static String plain(String text) {
        String said = Ansi.OFF.string(text).replace("\\", "\\e").replace("-", "\\-");
        return said.lines().map(ManPage::harmless).collect(Collectors.joining("\n"));
    }

    private static String harmless(String line) {
        String stripped = line.strip();
        return stripped.startsWith(".") || stripped.startsWith("'") ? "\\&" + stripped : stripped;
    }
}
