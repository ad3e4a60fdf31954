package dev.licet.device;

import picocli.CommandLine.IVersionProvider;

/// The version of the project, which the build writes into the module.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "licet " + Version.class.getModule().getDescriptor().rawVersion().orElse("of unknown version")
        };
    }
}
