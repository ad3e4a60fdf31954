package dev.licet.server.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.licet.server.command.Terminal.Printed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What holds for each command, whatever it does. The commands are those of the tree, so a new one is among them.
class CommandTreeTest {
    /// Those that print no result: they run until they are stopped, or write what a shell or man(1) reads.
    private static final Set<String> WITHOUT_JSON = Set.of("serve", "demo", "completion", "man");

    /// Those that print lines of records, which are JSON by themselves.
    private static final Set<String> IN_LINES = Set.of("records export", "audit export");

    /// Those that make a database where there is none, because they are first steps.
    private static final Set<String> STARTS_ANEW = Set.of("account create", "widevine import");

    /// To be looked at; what is run is made anew each time.
    private static final CommandLine TREE = tree();

    private final Terminal terminal = new Terminal(Path.of("nowhere"));

    @TempDir
    private Path directory;

    private static CommandLine tree() {
        var nowhere = new PrintWriter(new StringWriter());
        return Commands.tree(
                new Setting(nowhere, nowhere, Map.of(), InstantSource.fixed(Terminal.NOW), new SecureRandom()));
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandTreeTest::below));
    }

    /// By what is typed after `licet`.
    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("^licet ?", "");
    }

    static List<String> all() {
        return below(TREE)
                .map(CommandTreeTest::name)
                .filter(name -> !name.equals("help"))
                .toList();
    }

    /// Those that do something.
    static List<String> leaves() {
        return below(TREE)
                .filter(command -> command.getSubcommands().isEmpty())
                .map(CommandTreeTest::name)
                .filter(name -> !name.equals("help"))
                .toList();
    }

    private static CommandSpec spec(String name) {
        CommandLine command = TREE;
        for (String word : words(name)) command = command.getSubcommands().get(word);
        return command.getCommandSpec();
    }

    private static List<String> words(String name) {
        return name.isEmpty() ? List.of() : List.of(name.split(" "));
    }

    private Printed run(String name, String... more) {
        var words = new ArrayList<>(words(name));
        words.addAll(List.of(more));
        return terminal.bare(words.toArray(String[]::new));
    }

    @Test
    void the_tree_is_walked_to_its_end() {
        assertTrue(leaves().contains("account key revoke"));
        assertTrue(leaves().size() > 50, "" + leaves().size());
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_command_says_what_it_does_and_how_it_ends(String name) {
        Printed help = run(name, "--help");
        assertEquals(0, help.exit());
        assertTrue(help.out().startsWith("Usage: " + ("licet " + name).strip()), help.out());
        String description = String.join(" ", spec(name).usageMessage().description());
        assertTrue(description.matches("(?s)[A-Z].{9,}"), name + " says: " + description);
        for (ExitCode code : ExitCode.values()) {
            assertTrue(help.out().contains("   " + code.number() + "   "), name + " does not say " + code);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_is_not_understood_ends_with_two_and_points_to_the_help(String name) {
        Printed printed = run(name, "--no-such-option");
        assertEquals(2, printed.exit(), printed.err());
        assertEquals("", printed.out());
        assertTrue(printed.err().startsWith("licet: "), printed.err());
        assertTrue(printed.err().contains("Try: licet " + name), printed.err());
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void every_result_can_be_had_as_json(String name) {
        var names = spec(name).optionsMap().keySet();
        boolean has = names.contains(IN_LINES.contains(name) ? "--format" : "--json");
        assertEquals(!WITHOUT_JSON.contains(name), has, name);
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void options_stand_in_the_order_of_the_alphabet(String name) throws Exception {
        var text = new ManPage(spec(name)).text().replace("\\-", "-");
        var manual = Pattern.compile("(?m)^\\.B (?:-[hV], )?(--[a-z-]+)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(spec(name).options().size(), manual.size(), text);
        var help = Pattern.compile("(?m)^ {2,6}(?:-[hV], )?(--[a-z-]+)")
                .matcher(run(name, "--help").out())
                .results()
                .map(found -> found.group(1))
                .filter(manual::contains)
                .distinct()
                .toList();
        assertEquals(help, manual);
        var sorted = manual.stream().map(CommandTreeTest::shortest).sorted().toList();
        assertEquals(sorted, manual.stream().map(CommandTreeTest::shortest).toList());
    }

    /// The two that have a short name stand where that one does.
    private static String shortest(String option) {
        return option.equals("--help") || option.equals("--version") ? option.substring(0, 3) : option;
    }

    /// Values that can be read, whatever they mean.
    private static List<String> filled(CommandSpec spec) {
        var words = new ArrayList<String>();
        for (OptionSpec option : spec.options()) {
            if (!option.required() || option.group() != null) continue;
            words.add(option.longestName());
            if (!option.typeInfo().isBoolean()) words.add(value(option.paramLabel()));
        }
        for (var group : spec.argGroups()) {
            if (group.multiplicity().min() == 0) continue;
            OptionSpec first = group.allOptionsNested().getFirst();
            words.addAll(List.of(first.longestName(), value(first.paramLabel())));
        }
        spec.positionalParameters().stream()
                .filter(word -> word.required())
                .forEach(word -> words.add(value(word.paramLabel())));
        return words;
    }

    private static String value(String label) {
        return label.contains("|") ? label.split("\\|")[0] : "1";
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void without_a_database_nothing_is_made_and_one_line_says_why(String name) {
        CommandSpec spec = spec(name);
        boolean opens = spec.optionsMap().containsKey("--data") && !name.equals("serve");
        if (!opens || STARTS_ANEW.contains(name)) return;
        Path nowhere = directory.resolve("nowhere");
        var more = new ArrayList<>(filled(spec));
        more.addAll(List.of("--data", nowhere.toString()));
        Printed printed = run(name, more.toArray(String[]::new));
        assertFalse(Files.exists(nowhere), name);
        if (name.equals("config check") || name.equals("fairplay derivations")) {
            assertEquals(0, printed.exit(), printed.err());
            return;
        }
        assertEquals(4, printed.exit(), name + " " + printed.err());
        assertEquals(1, printed.err().lines().count(), printed.err());
        assertTrue(printed.err().startsWith("licet: "), printed.err());
    }
}
