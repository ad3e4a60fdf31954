/// Accounts, their authenticators and their balances.
///
/// In all packages of this module, `Stored…` is a port of the domain over SQL, `…Administration` is what an
/// operator does with it, `…Overview` is what lists show of one of them, and `…Columns` says how it lies in its row.
package dev.licet.storage.account;
