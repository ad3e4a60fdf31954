/// Connections, transactions and migrations: everything that would be the same for other tables. The group commit is
/// explained in the package above.
package dev.licet.storage.sql;
