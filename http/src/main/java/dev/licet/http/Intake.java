package dev.licet.http;

import java.util.Optional;
import java.util.function.Supplier;

/// Gives each request that is here completely its place and its thread, or turns it away.
final class Intake {
    private final Front front;
    private final Application application;
    private final Admission places;

    Intake(Front front, Application application, Admission places) {
        this.front = front;
        this.application = application;
        this.places = places;
    }

    /// Whether a request would be turned away now, whoever sends it.
    boolean isFull(Request seen) {
        return application.handling(seen) == Handling.WHEN_THERE_IS_ROOM && places.isFull();
    }

    /// Answers a request. Called on the loop of its connection.
    void take(Request request, Wire wire) {
        switch (said(() -> application.handling(request), Handling.WHEN_THERE_IS_ROOM)) {
            case AT_ONCE -> wire.whole(front.answered(request));
            case ALWAYS -> start(wire, () -> front.pass(request, front.answered(request), wire));
            case WHEN_THERE_IS_ROOM -> {
                if (wire.isGuest()) wire.whole(front.refused(request, Trouble.BUSY));
                else letIn(request, wire);
            }
        }
    }

    /// Whose it is can be told here as a rule. Then whoever is turned away takes no thread, and waits behind nobody who
    /// was let in.
    private void letIn(Request request, Wire wire) {
        Optional<String> known = said(() -> application.partyAtOnce(request), Optional.empty());
        if (known.isEmpty()) {
            lookUp(request, wire);
            return;
        }
        var wanted = wanted(request, known.get());
        Optional<Trouble> outside = places.take(wanted);
        if (outside.isPresent()) wire.whole(front.refused(request, outside.get()));
        else work(request, wanted, wire);
    }

    /// Those that wait to be looked up are as many as there are connections at most.
    private void lookUp(Request request, Wire wire) {
        long ready = System.nanoTime();
        start(wire, () -> {
            places.started(System.nanoTime() - ready);
            var wanted = wanted(request, said(() -> application.party(request), ""));
            Optional<Trouble> outside = places.take(wanted);
            if (outside.isPresent()) wire.whole(front.refused(request, outside.get()));
            else answer(request, wanted, wire);
        });
    }

    private Wanted wanted(Request request, String party) {
        return new Wanted(party, said(() -> application.places(request), 1));
    }

    private void work(Request request, Wanted wanted, Wire wire) {
        long ready = System.nanoTime();
        start(wire, () -> {
            places.started(System.nanoTime() - ready);
            answer(request, wanted, wire);
        });
    }

    private void answer(Request request, Wanted wanted, Wire wire) {
        Reply reply;
        try {
            reply = front.answered(request);
        } finally {
            places.giveBack(wanted);
        }
        front.pass(request, reply, wire);
    }

    /// A client never waits for a thread that has died, whatever it died of.
    private static void start(Wire wire, Runnable answering) {
        wire.start(() -> {
            try {
                answering.run();
            } catch (RuntimeException | Error failure) {
                wire.end(false);
                Loops.report(failure);
            }
        });
    }

    /// What fails here fails again when it is answered, and is reported then.
    private static <T> T said(Supplier<T> question, T otherwise) {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            return otherwise;
        }
    }
}
