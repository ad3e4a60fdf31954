package dev.licet.storage.book;

import dev.licet.storage.sql.Claim;

/// Which book.
///
/// @param whose the half of an account
record BookName(Claim whose, Book book) {
    /// For messages.
    String words() {
        return "table " + book.table() + ", account " + account() + ": ";
    }

    String account() {
        return whose.account() + "/" + whose.letter();
    }
}
