package dev.licet.server.e2e;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that tests run with, whether on the class path or on the module path, for processes of their own.
public final class TestClassPath {
    private TestClassPath() {}

    public static String all() {
        var modules = ModuleLayer.boot().configuration().modules().stream()
                .flatMap(module -> module.reference().location().stream())
                .filter(location -> location.getScheme().equals("file"))
                .map(location -> Path.of(location).toString());
        return Stream.of(modules, Stream.of(testClasses().toString(), System.getProperty("java.class.path")))
                .flatMap(paths -> paths)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path testClasses() {
        try {
            Path folder = Path.of(TestClassPath.class
                            .getResource("TestClassPath.class")
                            .toURI())
                    .getParent();
            for (int i = 0; i < TestClassPath.class.getPackageName().split("\\.").length; i++) {
                folder = folder.getParent();
            }
            return folder;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
