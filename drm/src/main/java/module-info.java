/// Reads what devices send and writes licenses. The DRM systems are siblings behind one interface; their
/// packages are hidden and do not know each other. `wire` holds the byte formats shared with the simulators.
module dev.licet.drm {
    requires transitive dev.licet.domain;
    requires transitive com.fasterxml.jackson.core;
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires transitive java.xml;
    requires static transitive org.jspecify;

    exports dev.licet.drm;
    exports dev.licet.drm.credential;
    exports dev.licet.drm.spi;
    exports dev.licet.drm.system;
    exports dev.licet.drm.wire;

    uses dev.licet.drm.spi.FairPlayDerivation;
}
