package dev.licet.storage.testing;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that a test runs with, whether on the class path or on the module path, for processes of its own.
public final class TestClassPath {
    private TestClassPath() {}

    /// @param test whose folder of classes is among it
    public static String of(Class<?> test) {
        var modules = ModuleLayer.boot().configuration().modules().stream()
                .flatMap(module -> module.reference().location().stream())
                .filter(location -> location.getScheme().equals("file"))
                .map(location -> Path.of(location).toString());
        return Stream.of(modules, Stream.of(folder(test).toString(), System.getProperty("java.class.path")))
                .flatMap(paths -> paths)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path folder(Class<?> test) {
        try {
            Path folder = Path.of(
                            test.getResource(test.getSimpleName() + ".class").toURI())
                    .getParent();
            for (int i = 0; i < test.getPackageName().split("\\.").length; i++) folder = folder.getParent();
            return folder;
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
