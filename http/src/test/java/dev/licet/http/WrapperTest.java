package dev.licet.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WrapperTest {
    /// A default of [Application] that was not handed on would change what the one behind it says, unnoticed.
    @Test
    void every_question_goes_on_to_the_application_behind() throws Exception {
        var asked = new TreeSet<String>();
        var behind = (Application) Proxy.newProxyInstance(
                Application.class.getClassLoader(), new Class<?>[] {Application.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return nothing(method.getReturnType());
                });
        var wrapper = new Wrapper(behind) {};
        for (Method method : Application.class.getDeclaredMethods()) {
            Object[] arguments = Arrays.stream(method.getParameterTypes())
                    .map(WrapperTest::nothing)
                    .toArray();
            method.invoke(wrapper, arguments);
        }
        assertEquals(
                Arrays.stream(Application.class.getDeclaredMethods())
                        .map(Method::getName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                asked);
    }

    private static Object nothing(Class<?> type) {
        if (type == int.class) return 0;
        if (type == boolean.class) return false;
        return null;
    }
}
