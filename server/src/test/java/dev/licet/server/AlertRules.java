package dev.licet.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Works out the rules of `docs/monitoring/alerts.yml` on what a service shows, as Prometheus would with two
/// scrapes. It knows the few words of PromQL that the rules use and refuses any other.
public final class AlertRules {
    private static final Pattern RULE = Pattern.compile("- alert: (\\w+)\\s+expr: (.*)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");
    private static final Pattern WORD =
            Pattern.compile("\\s*(==|[0-9.]+|\\[[0-9]+m]|\\{[^}]*}|[a-z_]+[a-z0-9_]*|[()><*,])");

    private final List<String> words;
    private final Scrapes scrapes;
    private int at;

    /// Two looks at the same service.
    ///
    /// @param seconds between them
    public record Scrapes(String before, String after, double seconds) {}

    private AlertRules(String expression, Scrapes scrapes) {
        this.words =
                WORD.matcher(expression).results().map(found -> found.group(1)).toList();
        this.scrapes = scrapes;
        if (!String.join("", words).equals(expression.replaceAll("\\s", "")))
            throw new IllegalArgumentException(expression);
    }

    /// The expressions by the names of their alerts.
    public static Map<String, String> all() throws IOException {
        var all = new TreeMap<String, String>();
        RULE.matcher(Files.readString(Path.of("..", "docs", "monitoring", "alerts.yml")))
                .results()
                .forEach(rule -> all.put(rule.group(1), rule.group(2)));
        return all;
    }

    /// Whether that alert would wait to be sent.
    public static boolean fires(String alert, Scrapes scrapes) throws IOException {
        var rule = new AlertRules(Objects.requireNonNull(all().get(alert), alert), scrapes);
        var left = rule.product();
        String comparison = rule.next();
        var right = rule.product();
        return left.entrySet().stream().anyMatch(one -> {
            double other = right.getOrDefault(one.getKey(), right.getOrDefault(Map.of(), Double.NaN));
            return comparison.equals("==") ? one.getValue() == other : one.getValue() > other;
        });
    }

    private String next() {
        return words.get(at++);
    }

    private boolean takes(String word) {
        boolean here = at < words.size() && words.get(at).equals(word);
        if (here) at++;
        return here;
    }

    /// A plain number is one value without labels.
    private Map<Map<String, String>, Double> product() {
        var left = value();
        if (!takes("*")) return left;
        double factor = left.get(Map.of());
        var product = new HashMap<Map<String, String>, Double>();
        value().forEach((labels, number) -> product.put(labels, factor * number));
        return product;
    }

    private Map<Map<String, String>, Double> value() {
        String word = next();
        return switch (word) {
            case "rate" -> inBrackets(this::rate);
            case "sum" -> grouped(Double::sum);
            case "max" -> grouped(Double::max);
            case "histogram_quantile" -> inBrackets(this::quantile);
            default -> Character.isDigit(word.charAt(0)) ? Map.of(Map.of(), Double.valueOf(word)) : selected(word);
        };
    }

    private <T> T inBrackets(java.util.function.Supplier<T> what) {
        require("(");
        T found = what.get();
        require(")");
        return found;
    }

    private void require(String word) {
        if (!takes(word)) throw new IllegalArgumentException("expected " + word + " at " + at + " of " + words);
    }

    private Map<Map<String, String>, Double> selected(String name) {
        return samples(scrapes.after(), name, selector());
    }

    private String selector() {
        return at < words.size() && words.get(at).startsWith("{") ? next() : "{}";
    }

    /// Of a series that both looks have; one that is new has no rate yet.
    private Map<Map<String, String>, Double> rate() {
        String name = next();
        String selector = selector();
        require("[5m]");
        var before = samples(scrapes.before(), name, selector);
        var rates = new HashMap<Map<String, String>, Double>();
        samples(scrapes.after(), name, selector).forEach((labels, number) -> {
            if (before.containsKey(labels)) rates.put(labels, (number - before.get(labels)) / scrapes.seconds());
        });
        return rates;
    }

    private static Map<Map<String, String>, Double> samples(String text, String name, String selector) {
        var samples = new HashMap<Map<String, String>, Double>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var sample = SAMPLE.matcher(line);
            if (!sample.matches() || !sample.group(1).equals(name)) return;
            var labels = labels(sample.group(2) == null ? "" : sample.group(2));
            if (matches(labels, selector)) samples.put(labels, Double.valueOf(sample.group(3)));
        });
        return samples;
    }

    private static Map<String, String> labels(String text) {
        var labels = new TreeMap<String, String>();
        LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(3)));
        return labels;
    }

    private static boolean matches(Map<String, String> labels, String selector) {
        return LABEL.matcher(selector).results().allMatch(label -> {
            String value = labels.getOrDefault(label.group(1), "");
            return label.group(2).equals("=") ? value.equals(label.group(3)) : value.matches(label.group(3));
        });
    }

    private Map<Map<String, String>, Double> grouped(BinaryOperator<Double> add) {
        List<String> by = takes("by") ? inBrackets(() -> List.of(next())) : List.of();
        var groups = new HashMap<Map<String, String>, Double>();
        inBrackets(this::product).forEach((labels, number) -> {
            var kept = new TreeMap<>(labels);
            kept.keySet().retainAll(by);
            groups.merge(kept, number, add);
        });
        return groups;
    }

    /// The upper bound of the bucket in which it lies, which is what counts against a bound.
    private Map<Map<String, String>, Double> quantile() {
        double share = Double.parseDouble(next());
        require(",");
        var buckets = new TreeMap<Double, Double>();
        product().forEach((labels, rate) -> buckets.put(bound(labels.get("le")), rate));
        // Nothing was counted between the two looks.
        if (buckets.isEmpty()) return Map.of();
        double wanted = share * buckets.lastEntry().getValue();
        return buckets.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= wanted && wanted > 0)
                .findFirst()
                .<Map<Map<String, String>, Double>>map(bucket -> Map.of(Map.of(), bucket.getKey()))
                .orElse(Map.of());
    }

    private static double bound(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /// The alerts that would be sent.
    public static List<String> firing(Scrapes scrapes) throws IOException {
        return all().keySet().stream()
                .flatMap(alert -> {
                    try {
                        return fires(alert, scrapes) ? Stream.of(alert) : Stream.empty();
                    } catch (IOException unreadable) {
                        throw new java.io.UncheckedIOException(unreadable);
                    }
                })
                .toList();
    }
}
