/// The ports of the domain over SQL: accounts, ledger, records, credentials, keys at rest. The only module that
/// touches `java.sql`.
module dev.licet.storage {
    requires transitive dev.licet.domain;
    requires com.zaxxer.hikari;
    requires java.sql;
    requires org.postgresql.jdbc;
    requires org.xerial.sqlitejdbc;

    exports dev.licet.storage;
}
