/// The dashboard: its pages, their templates, sign-in with OpenID Connect, and the film that the workbench plays.
module dev.licet.dashboard {
    requires transitive dev.licet.drm;
    requires transitive dev.licet.http;
    requires transitive dev.licet.storage;
    requires com.google.zxing;
    requires com.nimbusds.jose.jwt;
    requires gg.jte.runtime;
    requires java.net.http;
    requires static transitive org.jspecify;

    exports dev.licet.dashboard;
    exports dev.licet.dashboard.openid;

    // The templates, compiled; the template engine calls them by name.
    opens dev.licet.dashboard.html to
            gg.jte.runtime;
}
