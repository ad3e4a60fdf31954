package dev.licet.server.defect;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command that runs tests of one module as the build runs them: what the module requires is on the module
/// path, its tests are patched into it, and what tests alone need is on the class path.
final class ModuleTests {
    private static final Pattern FLAGS = Pattern.compile("<argLine>(.*)</argLine>");

    private final Path root;
    private final String module;
    private final List<Path> all;

    /// @param classes of the modules of this project that are not to be taken from `target/classes`
    ModuleTests(Path root, String module, List<Path> classes) throws IOException {
        this.root = root;
        this.module = module;
        Stream<Path> needed = Stream.concat(Stream.of(root.resolve(module).resolve("target/classes")), dependencies());
        this.all = needed.map(entry -> instead(entry, classes)).distinct().toList();
    }

    /// As Maven wrote them down.
    private Stream<Path> dependencies() throws IOException {
        Path list = root.resolve(module).resolve("target/test.classpath");
        return Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                .map(Path::of);
    }

    private Path instead(Path entry, List<Path> classes) {
        return classes.stream()
                .filter(other -> entry.equals(root.resolve(other.getFileName()).resolve("target/classes")))
                .findFirst()
                .orElse(entry);
    }

    /// Everything, for a compiler that need not know of modules.
    String classPath() {
        return joined(all.stream());
    }

    /// @param more for the class path
    List<String> command(Path java, String more) throws IOException {
        Set<Path> required = required();
        String own = name();
        Path tests = root.resolve(module).resolve("target/test-classes");
        var command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(flags());
        command.addAll(List.of("--module-path", joined(required.stream()), "--add-modules", own));
        command.addAll(List.of("--patch-module", own + "=" + tests, "--add-reads", own + "=ALL-UNNAMED"));
        for (String opened : packages(tests))
            command.addAll(List.of("--add-opens", own + "/" + opened + "=ALL-UNNAMED"));
        String rest = joined(all.stream().filter(entry -> !required.contains(entry)));
        command.addAll(List.of("-cp", rest + File.pathSeparator + more));
        return command;
    }

    private String name() {
        return "dev.licet." + module;
    }

    private Set<Path> required() {
        ModuleFinder finder = ModuleFinder.of(all.toArray(Path[]::new));
        var found = new LinkedHashSet<Path>();
        var open = new ArrayDeque<String>(List.of(name()));
        while (!open.isEmpty()) {
            Optional<ModuleReference> reference = finder.find(open.poll());
            if (reference.isEmpty()
                    || !found.add(Path.of(reference.get().location().orElseThrow()))) continue;
            reference.get().descriptor().requires().stream().map(Requires::name).forEach(open::add);
        }
        return found;
    }

    private List<String> flags() throws IOException {
        for (Path pom : List.of(root.resolve(module).resolve("pom.xml"), root.resolve("pom.xml"))) {
            var flags = FLAGS.matcher(Files.readString(pom));
            if (flags.find()) return List.of(flags.group(1).split(" "));
        }
        return List.of();
    }

    private static Set<String> packages(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> classes.relativize(file.getParent()).toString().replace(File.separatorChar, '.'))
                    .collect(Collectors.toSet());
        }
    }

    private static String joined(Stream<Path> entries) {
        return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
