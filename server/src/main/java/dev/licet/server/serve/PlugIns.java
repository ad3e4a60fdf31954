package dev.licet.server.serve;

import dev.licet.drm.spi.FairPlayDerivation;
import dev.licet.server.config.BadConfig;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// FairPlay derivations in jars of a folder, beside those that are on the module path. The service need not be built
/// anew for them: they become a layer of modules over it.
public final class PlugIns {
    private PlugIns() {}

    /// Loads all. Throws [BadConfig] when a jar is broken: a service that starts without a plug-in would refuse
    /// devices that count on it.
    ///
    /// @param folder may be missing
    public static List<FairPlayDerivation> load(Path folder) {
        try {
            ModuleLayer layer = Files.isDirectory(folder)
                    ? layer(folder)
                    : PlugIns.class.getModule().getLayer();
            return ServiceLoader.load(layer, FairPlayDerivation.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (FindException | ResolutionException | LayerInstantiationException | ServiceConfigurationError broken) {
            throw new BadConfig("plugins: " + folder + " cannot be loaded: " + broken.getMessage());
        }
    }

    private static ModuleLayer layer(Path folder) {
        ModuleLayer ours = PlugIns.class.getModule().getLayer();
        ModuleFinder finder = ModuleFinder.of(folder);
        var names = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .map(ModuleDescriptor::name)
                .collect(Collectors.toSet());
        Configuration resolved = ours.configuration().resolve(finder, ModuleFinder.of(), names);
        return ours.defineModulesWithOneLoader(resolved, PlugIns.class.getClassLoader());
    }
}
