package dev.licet.server;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which packages use which, read from the constant pools of compiled classes. A name that stands in a signature
/// alone counts too.
final class PackageGraph {
    private static final Pattern OURS = Pattern.compile("dev/licet/(?:[a-z0-9]+/)*(?=[A-Z])");

    private final Map<String, Set<String>> uses = new TreeMap<>();

    /// Reads all classes below a folder.
    PackageGraph read(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(PackageGraph::isClass).toList()) add(file);
        }
        return this;
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
    }

    private void add(Path file) throws IOException {
        var model = ClassFile.of().parse(file);
        String name = model.thisClass().asInternalName();
        String own = name.substring(0, name.lastIndexOf('/') + 1);
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof Utf8Entry text) use(own, text.stringValue());
        }
    }

    /// Notes what a text of a constant pool names: a class, a descriptor, a signature.
    void use(String own, String text) {
        Matcher names = OURS.matcher(text);
        while (names.find()) {
            if (!names.group().equals(own))
                uses.computeIfAbsent(own, any -> new TreeSet<>()).add(names.group());
        }
    }

    /// The groups of packages that reach each other, each group once; empty when there is no cycle.
    Set<Set<String>> cycles() {
        var found = new HashSet<Set<String>>();
        for (String start : uses.keySet()) {
            Set<String> circle = new TreeSet<>(reachable(start));
            circle.removeIf(other -> !reachable(other).contains(start));
            if (!circle.isEmpty()) found.add(circle);
        }
        return found;
    }

    /// All packages that a package uses, directly or by way of others.
    private Set<String> reachable(String start) {
        var seen = new HashSet<String>();
        var waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            for (String next : uses.getOrDefault(waiting.pop(), Set.of())) if (seen.add(next)) waiting.push(next);
        }
        return seen;
    }
}
