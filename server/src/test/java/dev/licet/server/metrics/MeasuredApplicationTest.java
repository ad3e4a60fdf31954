package dev.licet.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.licet.http.Application;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MeasuredApplicationTest {
    /// What an application may leave out has a default, and a wrapper that leaves it out would hide the answer of what
    /// it wraps.
    @Test
    void everything_that_is_asked_of_an_application_is_passed_on() {
        var asked = Arrays.stream(Application.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        var passedOn = Arrays.stream(Measured.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(asked::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(asked, passedOn);
    }
}
