/// Simulated players and the commands that drive them. A separate program: it talks to any server by URL and
/// shares nothing with ours but the wire formats.
module dev.licet.device {
    requires transitive dev.licet.crypto;
    requires transitive dev.licet.drm;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.net.http;
    requires jdk.httpserver;
    requires static transitive org.jspecify;

    exports dev.licet.device;
    exports dev.licet.device.playready;
    exports dev.licet.device.widevine;

    opens dev.licet.device to
            info.picocli;
}
