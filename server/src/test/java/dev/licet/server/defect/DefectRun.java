package dev.licet.server.defect;

import dev.licet.server.defect.SeededDefect.TestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes each of the mistakes in `test/defects`, one at a time, in a copy of the file that it is made in,
/// compiles that copy alone and runs the one test that has to see it. `test/defects/run` starts it with
/// everything compiled.
///
/// Before that, the same tests are run on what is there without a mistake, where each has to pass: a test that
/// fails anyway sees nothing.
final class DefectRun {
    /// How `ChosenTests` ends: all that ran passed, at least one failed, none ran.
    private static final int PASSED = 0;

    private static final int FAILED = 10;
    private static final int NONE = 11;

    /// What a line of it begins with that is not of a test.
    private static final String MARK = "! ";

    private static final int LONGEST_TEST_MINUTES = 15;
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path root;
    private final Path scratch;
    private final String launcher;
    private final List<SeededDefect> defects;

    /// @param launcher the class path of `test/defects/ChosenTests.java`
    private DefectRun(Path root, String launcher, List<SeededDefect> defects) {
        this.root = root;
        this.scratch = root.resolve("target/defects");
        this.launcher = launcher;
        this.defects = defects;
    }

    /// @param arguments the class path of what runs tests; then the names of the defects that are wanted, none for all
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        List<String> names = List.of(arguments).subList(1, arguments.length);
        List<SeededDefect> chosen = SeededDefect.in(root.resolve("test/defects")).stream()
                .filter(defect -> names.isEmpty() || names.contains(defect.name()))
                .toList();
        var unknown = new ArrayList<>(names);
        unknown.removeAll(chosen.stream().map(SeededDefect::name).toList());
        if (!unknown.isEmpty()) throw new IllegalArgumentException("no such defect: " + unknown);
        System.exit(new DefectRun(root, arguments[0], chosen).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        if (!passWithoutDefects()) return false;
        var missed = new ArrayList<String>();
        for (SeededDefect defect : defects) {
            if (!isCaught(defect)) missed.add(defect.name());
        }
        System.out.println((defects.size() - missed.size()) + " of " + defects.size() + " caught");
        if (!missed.isEmpty()) System.out.println("not caught: " + String.join(", ", missed));
        return missed.isEmpty();
    }

    private boolean passWithoutDefects() throws Exception {
        Map<String, TreeSet<String>> tests = defects.stream()
                .map(SeededDefect::test)
                .collect(Collectors.groupingBy(
                        TestName::module,
                        TreeMap::new,
                        Collectors.mapping(TestName::toString, Collectors.toCollection(TreeSet::new))));
        boolean passed = true;
        for (var entry : tests.entrySet()) {
            Path log = scratch.resolve(entry.getKey() + ".log");
            var module = new ModuleTests(root, entry.getKey(), List.of());
            int outcome = test(module, entry.getKey(), List.copyOf(entry.getValue()), log);
            System.out.println("without a defect, " + entry.getKey() + ": " + told(log));
            passed &= outcome == PASSED;
        }
        return passed;
    }

    private boolean isCaught(SeededDefect defect) throws Exception {
        Path folder = scratch.resolve(defect.name());
        List<Path> damaged = compile(defect, folder);
        Path log = folder.resolve("log");
        TestName test = defect.test();
        int outcome = test(new ModuleTests(root, test.module(), damaged), test.module(), List.of(test.toString()), log);
        boolean caught = outcome == FAILED;
        System.out.println((caught ? "caught  " : "MISSED  ") + defect.name() + ": " + defect.wrong());
        System.out.println("        " + told(log));
        return caught;
    }

    /// @return the classes of each damaged module, in a folder that has its name
    private List<Path> compile(SeededDefect defect, Path folder) throws IOException, InterruptedException {
        var damaged = new ArrayList<Path>();
        for (String module : defect.edits().keySet().stream()
                .map(DefectRun::module)
                .distinct()
                .toList()) {
            Path classes = folder.resolve("classes").resolve(module);
            copy(root.resolve(module).resolve("target/classes"), classes);
            damaged.add(classes);
            compile(defect, module, classes);
        }
        return damaged;
    }

    private void compile(SeededDefect defect, String module, Path classes) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(JAVA.resolveSibling("javac").toString(), "-nowarn", "-proc:none"));
        // Beside a module-info the compiler would want to know where all its modules are.
        Path made = classes.resolveSibling(module + ".made");
        Files.createDirectories(made);
        command.addAll(List.of("-implicit:none", "-parameters", "-d", made.toString()));
        command.addAll(List.of("-cp", new ModuleTests(root, module, List.of()).classPath()));
        int options = command.size();
        for (String file : defect.edits().keySet()) {
            if (!module(file).equals(module)) continue;
            Path copy = file.endsWith(".java") ? classes.resolveSibling(file) : resource(file, classes);
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, defect.damaged(root, file));
            if (file.endsWith(".java")) command.add(copy.toString());
        }
        boolean compiled = command.size() == options
                || new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        if (!compiled) throw new IllegalStateException(defect.name() + " does not compile");
        copy(made, classes);
    }

    private static String module(String file) {
        return file.substring(0, file.indexOf('/'));
    }

    private static Path resource(String file, Path classes) {
        String folder = "/resources/";
        return classes.resolve(file.substring(file.indexOf(folder) + folder.length()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path place = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(place);
                else Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private int test(ModuleTests module, String name, List<String> tests, Path log) throws Exception {
        Files.createDirectories(log.getParent());
        List<String> command = module.command(JAVA, launcher);
        command.add("ChosenTests");
        command.addAll(tests);
        Process process = new ProcessBuilder(command)
                .directory(root.resolve(name).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor((long) LONGEST_TEST_MINUTES * tests.size(), TimeUnit.MINUTES)) return process.exitValue();
        process.destroyForcibly().waitFor();
        return NONE;
    }

    /// What `test/defects/ChosenTests.java` said: the first failure, and how many there were.
    private static String told(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(MARK))
                .map(line -> line.substring(MARK.length()))
                .toList();
        if (lines.isEmpty()) return "nothing came out; see " + log;
        return lines.size() == 1 ? lines.getFirst() : lines.getFirst() + " (" + lines.getLast() + ")";
    }
}
