package dev.licet.http.lane;

import java.util.Optional;

/// So many places for work that waits more than it computes, such as a change that the disk is waited for. It is done
/// on virtual threads; what computes belongs on a [Lane].
///
/// No party gets all of the places ([Shares]), and whoever finds none waits for one in a [Row].
public final class Room {
    private final Lane.Size size;
    private final Shares places;
    private final Row row;

    /// @param size its threads are the places
    public Room(Lane.Size size) {
        this.size = size;
        this.places = new Shares(size.threads());
        this.row = new Row(size.waiting());
    }

    /// Has the work done and waits until it is, or says why it will not be done.
    public <T, X extends Exception> Turn<T> take(Asker asker, Lane.Work<T, X> work) throws X {
        var errand = new Errand<>(asker, work);
        if (!enter(errand)) return new Turn.Full<>();
        return errand.await(size.longestWait());
    }

    private synchronized boolean enter(Errand<?, ?> errand) {
        if (!row.add(errand)) return false;
        beginWhatMay();
        return true;
    }

    private void beginWhatMay() {
        Optional<Errand<?, ?>> next = row.next(places::take);
        while (next.isPresent()) {
            Errand<?, ?> errand = next.get();
            Thread.ofVirtual().name("licet-room").start(() -> run(errand));
            next = row.next(places::take);
        }
    }

    private void run(Errand<?, ?> errand) {
        errand.run();
        leave(errand.party());
    }

    private synchronized void leave(String party) {
        places.giveBack(party);
        beginWhatMay();
    }

    /// How many pieces of work wait.
    int waiting() {
        return row.length();
    }
}
