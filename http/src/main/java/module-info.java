/// The listener: what arrives becomes a request, and a reply goes onto the wire. What to answer is decided elsewhere.
module dev.licet.http {
    requires transitive dev.licet.domain;
    requires io.helidon.common.task;
    requires io.helidon.webserver;
    requires java.logging;

    exports dev.licet.http;
    exports dev.licet.http.lane;
}
