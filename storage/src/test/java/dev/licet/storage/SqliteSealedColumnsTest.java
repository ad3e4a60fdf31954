package dev.licet.storage;

/// The contract, tried on an embedded database.
final class SqliteSealedColumnsTest extends SealedColumnsContract {
    @Override
    String namesOfColumns() {
        return "SELECT m.name || '.' || c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c"
                + " WHERE m.type = 'table' AND c.name LIKE 'sealed%'";
    }
}
