package dev.licet.server.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

final class PlacesTest {
    private static final int MOST = 8;
    private static final int FEW = 2;

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private long now;
    private final Places places = new Places(MOST, FEW, new Lateness(queue::add, () -> now));

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) assertTrue(places.take());
    }

    /// A runner is sent and does not arrive.
    private void fallBehind() {
        places.isFull();
        pass(Lateness.SPAN.toMillis());
        places.isFull();
    }

    private void catchUp() {
        while (!queue.isEmpty()) queue.remove().run();
        pass(Lateness.PAUSE.toMillis());
        places.isFull();
        while (!queue.isEmpty()) queue.remove().run();
    }

    @Test
    void thereAreSoManyAndNoMore() {
        take(MOST);
        assertFalse(places.take());
        assertTrue(places.isFull());
        places.giveBack();
        assertFalse(places.isFull());
        take(1);
    }

    @Test
    void beyondAFewThereAreNoneWhileTheProcessorIsLate() {
        take(FEW);
        fallBehind();
        assertTrue(places.isFull());
        places.giveBack();
        assertFalse(places.isFull());
    }

    @Test
    void fewThatAreInWorkAreNotMeasured() {
        take(FEW - 1);
        places.isFull();
        assertTrue(queue.isEmpty());
    }

    /// Whoever waits for a disk or for another license server delays nobody.
    @Test
    void manyThatWaitForSomethingElseTakeNobodysPlace() {
        take(MOST - 1);
        for (int i = 0; i < 1000; i++) {
            assertFalse(places.isFull());
            catchUp();
            pass(20);
        }
    }

    @Test
    void aMomentInWhichTheProcessorKeepsUpLetsSomebodyInAlsoAmongManyThatWait() {
        take(MOST - 1);
        fallBehind();
        assertTrue(places.isFull());
        catchUp();
        assertFalse(places.isFull());
    }

    @Test
    void aPlaceThatIsThereIsTakenEvenThen() {
        take(FEW);
        fallBehind();
        take(MOST - FEW);
    }
}
