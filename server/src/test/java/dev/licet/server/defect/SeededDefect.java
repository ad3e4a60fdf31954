package dev.licet.server.defect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A mistake that one could make in a defence, with the test that has to fail when it is made. One file of
/// `test/defects`:
///
/// ```
/// What is wrong, in a sentence.
/// Test: MODULE CLASS#METHOD
/// File: MODULE/src/main/java/...
/// - lines as they are
/// + lines as they are with the mistake
/// ```
///
/// A test without `#METHOD` means all of the class. Lines are compared without the space around them, so that
/// formatting does not matter; what is to be replaced has to stand in the file exactly once.
///
/// @param name  the name of the file, without its ending
/// @param wrong what is wrong
/// @param test  which test has to see it
/// @param edits what is changed, by the file from the root of the repository
record SeededDefect(String name, String wrong, TestName test, Map<String, List<Edit>> edits) {
    private static final String ENDING = ".defect";

    /// @param module the folder of the module
    /// @param type   the full name of the class
    /// @param method empty for all methods of the class
    record TestName(String module, String type, String method) {
        static TestName parse(String text) {
            String[] words = text.split("[ #]");
            return new TestName(words[0], words[1], words.length > 2 ? words[2] : "");
        }

        @Override
        public String toString() {
            return type + (method.isEmpty() ? "" : "#" + method);
        }
    }

    /// Replaces lines by others.
    record Edit(List<String> before, List<String> after) {
        private void apply(List<String> lines, String file) {
            int place = find(lines, 0);
            if (place < 0) throw new IllegalArgumentException(file + " does not have " + before);
            if (find(lines, place + 1) >= 0) throw new IllegalArgumentException(file + " has twice " + before);
            List<String> replaced = lines.subList(place, place + before.size());
            replaced.clear();
            replaced.addAll(after);
        }

        private int find(List<String> lines, int from) {
            for (int place = from; place + before.size() <= lines.size(); place++) {
                List<String> there = lines.subList(place, place + before.size());
                if (there.stream().map(String::strip).toList().equals(before)) return place;
            }
            return -1;
        }
    }

    /// All in a folder, by name.
    static List<SeededDefect> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var found = new ArrayList<SeededDefect>();
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                found.add(parse(name.substring(0, name.length() - ENDING.length()), Files.readAllLines(file)));
            }
            return found;
        }
    }

    static SeededDefect parse(String name, List<String> lines) {
        var edits = new LinkedHashMap<String, List<Edit>>();
        TestName test = null;
        List<Edit> here = null;
        char last = ' ';
        for (String line : lines.subList(1, lines.size())) {
            char sign = line.isEmpty() ? ' ' : line.charAt(0);
            if (line.startsWith("Test: ")) test = TestName.parse(line.substring(6));
            else if (line.startsWith("File: "))
                here = edits.computeIfAbsent(line.substring(6), file -> new ArrayList<>());
            else if (sign == '-') before(here, last).add(line.substring(1).strip());
            else if (sign == '+') here.getLast().after().add(line.substring(1));
            else if (!line.isBlank()) throw new IllegalArgumentException(name + ": " + line);
            last = sign;
        }
        return new SeededDefect(name, lines.getFirst(), test, edits);
    }

    private static List<String> before(List<Edit> edits, char last) {
        if (last != '-') edits.add(new Edit(new ArrayList<>(), new ArrayList<>()));
        return edits.getLast().before();
    }

    /// The text of a file with the mistake in it.
    ///
    /// @param root the root of the repository
    /// @throws IllegalArgumentException when the file is not what it was when the mistake was thought of
    String damaged(Path root, String file) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(root.resolve(file)));
        for (Edit edit : edits.get(file)) edit.apply(lines, file);
        return String.join("\n", lines) + "\n";
    }
}
