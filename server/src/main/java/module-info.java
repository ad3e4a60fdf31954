/// The endpoints, the dashboard, JSON, configuration, commands and the wiring of everything else.
module dev.licet.server {
    requires dev.licet.drm;
    requires dev.licet.http;
    requires dev.licet.storage;
    requires com.fasterxml.jackson.core;
    requires com.nimbusds.jose.jwt;
    requires gg.jte.runtime;
    requires info.picocli;
    requires java.logging;

    uses dev.licet.drm.spi.FairPlayDerivation;

    opens dev.licet.server.command to
            info.picocli;
    // The templates, compiled; the template engine calls them by name.
    opens dev.licet.server.admin.html to
            gg.jte.runtime;
}
