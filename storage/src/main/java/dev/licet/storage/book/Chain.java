package dev.licet.storage.book;

import java.util.ArrayList;
import java.util.List;

/// Seals that follow from one.
final class Chain {
    private final Seal start;
    private final List<Seal> kept = new ArrayList<>();
    private Seal end;
    private int rows;
    private boolean takesPlace;

    Chain(Seal start) {
        this.start = start;
        this.end = start;
    }

    void add(BookRow row) {
        boolean stays = end.staysBefore(row.place());
        if (rows == 0) takesPlace = !stays;
        else if (stays) kept.add(end);
        end = end.after(row);
        rows++;
    }

    Seal start() {
        return start;
    }

    Seal end() {
        return end;
    }

    int rows() {
        return rows;
    }

    /// Whether the first one goes when these come.
    boolean takesPlace() {
        return takesPlace;
    }

    List<Seal> seals() {
        var all = new ArrayList<>(kept);
        all.add(end);
        return all;
    }
}
