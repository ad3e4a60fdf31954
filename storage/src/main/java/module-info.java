/// The ports of the domain over SQL: accounts, ledger, records, credentials, keys at rest. The only module that
/// touches `java.sql`.
///
/// [dev.licet.storage.Database] is the door: it makes everything else, and nobody else can, because what the
/// constructors take (`sql`, `seal`) is not exported.
module dev.licet.storage {
    requires transitive dev.licet.domain;
    requires com.zaxxer.hikari;
    requires java.sql;
    requires org.postgresql.jdbc;
    requires org.xerial.sqlitejdbc;
    requires static org.checkerframework.checker.qual;
    requires static transitive org.jspecify;

    exports dev.licet.storage;
    exports dev.licet.storage.account;
    exports dev.licet.storage.audit;
    exports dev.licet.storage.book;
    exports dev.licet.storage.credential;
    exports dev.licet.storage.dashboard;
    exports dev.licet.storage.key;
    exports dev.licet.storage.load;
    exports dev.licet.storage.operator;
    exports dev.licet.storage.outcome;
    exports dev.licet.storage.record;
    exports dev.licet.storage.stop;
}
