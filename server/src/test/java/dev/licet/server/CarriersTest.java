package dev.licet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CarriersTest {
    private final String before = System.getProperty(Carriers.PROPERTY);

    @AfterEach
    void restore() {
        if (before == null) System.clearProperty(Carriers.PROPERTY);
        else System.setProperty(Carriers.PROPERTY, before);
    }

    @Test
    void areOneMoreThanProcessors() {
        System.clearProperty(Carriers.PROPERTY);
        Carriers.provide();
        int processors = Runtime.getRuntime().availableProcessors();
        assertEquals(processors + 1, Integer.getInteger(Carriers.PROPERTY));
    }

    @Test
    void areAsManyAsTheOperatorHasChosen() {
        System.setProperty(Carriers.PROPERTY, "7");
        Carriers.provide();
        assertEquals(7, Integer.getInteger(Carriers.PROPERTY));
    }
}
