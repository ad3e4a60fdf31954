import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/// Runs tests, each named `CLASS` or `CLASS#METHOD`, and says in one line what came out. It belongs to no module, so
/// that the tests of each run as they do in the build.
public final class ChosenTests {
    /// All that ran passed.
    private static final int PASSED = 0;
    /// At least one failed.
    private static final int FAILED = 10;
    /// None ran.
    private static final int NONE = 11;
    /// What a line begins with that is not of a test itself.
    private static final String MARK = "! ";

    private static final int LONGEST_LINE = 160;

    private ChosenTests() {}

    public static void main(String[] tests) {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request(tests), listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.getFailures()
                .forEach(failure -> say(failure.getTestIdentifier()
                                .getSource()
                                .map(ChosenTests::method)
                                .orElse("?") + ": " + shortened(failure.getException())));
        say(summary.getTestsSucceededCount() + " passed, " + summary.getTotalFailureCount() + " failed, "
                + summary.getTestsSkippedCount() + " skipped, " + summary.getTestsAbortedCount() + " given up");
        System.exit(outcome(summary));
    }

    private static void say(String line) {
        System.out.println(MARK + line);
    }

    private static String method(TestSource source) {
        return source instanceof MethodSource method ? method.getMethodName() : source.toString();
    }

    private static int outcome(TestExecutionSummary summary) {
        if (summary.getTotalFailureCount() > 0) return FAILED;
        return summary.getTestsSucceededCount() > 0 ? PASSED : NONE;
    }

    private static LauncherDiscoveryRequest request(String[] tests) {
        var wanted = Arrays.stream(tests).collect(Collectors.toSet());
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(wanted.stream()
                        .map(test -> selectClass(test.split("#")[0]))
                        .distinct()
                        .toList())
                .filters((PostDiscoveryFilter)
                        found -> FilterResult.includedIf(names(found).anyMatch(wanted::contains)))
                .build();
    }

    /// A method is also found by the class that inherits it, whose name is in the middle of its unique id.
    private static Stream<String> names(TestDescriptor found) {
        if (!(found.getSource().orElse(null) instanceof MethodSource method)) return Stream.of();
        return found.getUniqueId().getSegments().stream()
                .filter(segment -> segment.getType().equals("class"))
                .flatMap(type -> Stream.of(type.getValue(), type.getValue() + "#" + method.getMethodName()));
    }

    private static String shortened(Throwable failure) {
        String line = String.valueOf(failure).replace("\n", " ⏎ ");
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }
}
