/// Simulated players and the commands that drive them. A separate program: it talks to any server by URL and shares
/// nothing with ours but the wire formats.
module dev.licet.device {
    requires dev.licet.crypto;
    requires dev.licet.drm;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.net.http;

    exports dev.licet.device;

    opens dev.licet.device to
            info.picocli;
}
