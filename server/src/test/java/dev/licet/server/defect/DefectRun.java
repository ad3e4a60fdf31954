package dev.licet.server.defect;

import dev.licet.server.defect.SeededDefect.TestName;
import java.io.File;
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

/// Makes each of the mistakes in `test/defects`, one at a time, in a copy of the file that it is made in, compiles
/// that copy alone and runs the one test that has to see it. `test/defects/run` starts it with everything compiled.
///
/// Before that, the same tests are run on what is there without a mistake, where each has to pass: a test that fails
/// anyway sees nothing.
final class DefectRun {
    private static final int LONGEST_TEST_MINUTES = 5;
    private static final Path SCRATCH = Path.of("target/defects");

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path root;
    private final List<SeededDefect> defects;

    private DefectRun(Path root, List<SeededDefect> defects) {
        this.root = root;
        this.defects = defects;
    }

    /// @param names of the defects that are wanted; all, when there are none
    public static void main(String[] names) throws Exception {
        Path root = Path.of("").toAbsolutePath();
        List<SeededDefect> all = SeededDefect.in(root.resolve("test/defects"));
        List<SeededDefect> chosen = all.stream()
                .filter(defect -> names.length == 0 || List.of(names).contains(defect.name()))
                .toList();
        if (chosen.isEmpty()) throw new IllegalArgumentException("no such defect");
        System.exit(new DefectRun(root, chosen).run() ? 0 : 1);
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
            Path log = root.resolve(SCRATCH).resolve(entry.getKey() + ".log");
            int outcome = test(entry.getKey(), Path.of("none"), List.copyOf(entry.getValue()), log);
            System.out.println("without a defect, " + entry.getKey() + ": " + told(log));
            passed &= outcome == ChosenTests.PASSED;
        }
        return passed;
    }

    private boolean isCaught(SeededDefect defect) throws Exception {
        Path folder = root.resolve(SCRATCH).resolve(defect.name());
        Path classes = folder.resolve("classes");
        compile(defect, folder.resolve("source"), classes);
        Path log = folder.resolve("log");
        int outcome =
                test(defect.test().module(), classes, List.of(defect.test().toString()), log);
        boolean caught = outcome == ChosenTests.FAILED;
        System.out.println((caught ? "caught  " : "MISSED  ") + defect.name() + ": " + defect.wrong());
        System.out.println("        " + told(log));
        return caught;
    }

    private void compile(SeededDefect defect, Path source, Path classes) throws IOException, InterruptedException {
        Files.createDirectories(classes);
        var command = new ArrayList<>(List.of(JAVA.resolveSibling("javac").toString(), "-nowarn", "-proc:none"));
        command.addAll(List.of("-implicit:none", "-parameters", "-d", classes.toString()));
        command.addAll(List.of("-cp", classPath("server", classes)));
        for (String file : defect.edits().keySet()) {
            Path copy = source.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, defect.damaged(root, file));
            if (file.endsWith(".java")) command.add(copy.toString());
            else Files.copy(copy, resource(file, classes), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!command.getLast().endsWith(".java")) return;
        int failed = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (failed != 0) throw new IllegalStateException(defect.name() + " does not compile");
    }

    private static Path resource(String file, Path classes) throws IOException {
        Path place = classes.resolve(file.substring(file.indexOf("/resources/") + "/resources/".length()));
        Files.createDirectories(place.getParent());
        return place;
    }

    /// The damaged classes come first, so they are the ones that count.
    private String classPath(String module, Path first) throws IOException {
        var parts = new ArrayList<String>();
        parts.add(first.toString());
        parts.add(root.resolve(module).resolve("target/test-classes").toString());
        parts.add(root.resolve(module).resolve("target/classes").toString());
        for (String place : List.of(module, "server")) {
            Path list = root.resolve(place).resolve("target/test.classpath");
            parts.addAll(List.of(Files.readString(list).strip().split(File.pathSeparator)));
        }
        parts.add(root.resolve("server/target/test-classes").toString());
        return parts.stream().distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private int test(String module, Path first, List<String> tests, Path log) throws Exception {
        Files.createDirectories(log.getParent());
        var command = new ArrayList<String>(List.of(
                JAVA.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(module, first),
                ChosenTests.class.getName()));
        command.addAll(tests);
        Process process = new ProcessBuilder(command)
                .directory(root.resolve(module).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor((long) LONGEST_TEST_MINUTES * Math.max(1, tests.size()), TimeUnit.MINUTES))
            return process.exitValue();
        process.destroyForcibly().waitFor();
        return ChosenTests.NONE;
    }

    /// What [ChosenTests] said: the first failure, and how many there were.
    private static String told(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log).stream()
                .filter(line -> line.startsWith(ChosenTests.MARK))
                .map(line -> line.substring(ChosenTests.MARK.length()))
                .toList();
        if (lines.isEmpty()) return "nothing came out; see " + log;
        return lines.size() == 1 ? lines.getFirst() : lines.getFirst() + " (" + lines.getLast() + ")";
    }
}
