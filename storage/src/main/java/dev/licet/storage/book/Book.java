package dev.licet.storage.book;

import java.nio.charset.StandardCharsets;

/// What is chained for each account in each environment. The number of a book stands in the database and in what is
/// sealed.
public enum Book {
    /// The event log; places are ordinals, from 0 without gaps.
    RECORDS(
            "record",
            "ordinal",
            "account, at, code, redemption_window, kind, drm, charged, units, found, environment,"
                    + " request, token, kids, device, cookie, content, reason, facts"),
    /// The changes of the balance that are no records; places are their numbers, which grow and have gaps.
    MOVEMENTS("movement", "id", "account, environment, kind, units, reason, token, at, charges, place");

    private final String table;
    private final String place;
    private final String columns;
    private final byte[] label;

    Book(String table, String place, String columns) {
        this.table = table;
        this.place = place;
        this.columns = columns;
        this.label = ("licet row 1 " + table + ";").getBytes(StandardCharsets.US_ASCII);
    }

    /// Its table.
    public String table() {
        return table;
    }

    /// The column that rows are in the order of.
    String place() {
        return place;
    }

    /// The columns that a row's tag is made of, in that order. Released ones never change.
    public String columns() {
        return columns;
    }

    int width() {
        return columns.split(",").length;
    }

    byte[] label() {
        return label;
    }
}
