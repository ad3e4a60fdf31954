/// What Licet sells, counts and refuses: accounts, keys, tokens, rules, records, and the ports to the world.
/// Knows no HTTP, no SQL, no JSON and no DRM wire format.
module dev.licet.domain {
    requires transitive dev.licet.crypto;
    requires static transitive org.jspecify;

    exports dev.licet.domain;
    exports dev.licet.domain.account;
    exports dev.licet.domain.audit;
    exports dev.licet.domain.credential;
    exports dev.licet.domain.dualrun;
    exports dev.licet.domain.explain;
    exports dev.licet.domain.key;
    exports dev.licet.domain.keystore;
    exports dev.licet.domain.ledger;
    exports dev.licet.domain.operator;
    exports dev.licet.domain.packager;
    exports dev.licet.domain.record;
    exports dev.licet.domain.request;
    exports dev.licet.domain.stop;
    exports dev.licet.domain.token;
    exports dev.licet.domain.trace;
}
