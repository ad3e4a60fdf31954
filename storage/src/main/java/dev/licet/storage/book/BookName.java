package dev.licet.storage.book;

import dev.licet.storage.sql.AccountEnvironment;

/// Which book.
///
/// @param whose the account and its environment
record BookName(AccountEnvironment whose, Book book) {
    /// For messages.
    String words() {
        return "table " + book.table() + ", account " + account() + ": ";
    }

    String account() {
        return whose.account() + "/" + whose.letter();
    }
}
