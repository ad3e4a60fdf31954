/// The interfaces through which packagers get keys: SPEKE, CPIX and `getcontentkey`, what manifests say about a key,
/// and `getlicense`, whose signers are the same. Knows no HTTP and no SQL.
module dev.licet.keys {
    requires transitive dev.licet.domain;
    requires transitive com.fasterxml.jackson.core;
    requires transitive dev.licet.drm;
    requires java.xml;
    requires static transitive org.jspecify;

    exports dev.licet.keys;
    exports dev.licet.keys.cpix;
    exports dev.licet.keys.json;
    exports dev.licet.keys.license;
    exports dev.licet.keys.speke;
    exports dev.licet.keys.widevine;
    exports dev.licet.keys.xml;
}
