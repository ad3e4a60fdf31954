package dev.licet.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Writes a run as a table for people, as numbers for programs, and as charts.
public final class Writer {
    private Writer() {}

    /// Writes `<name>.md`, `<name>.json` and one `<name>-<group>.svg` for each group into `folder`.
    public static void write(Book book, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        for (String group : book.groups()) {
            Files.writeString(folder.resolve(chart(name, group)), Chart.of(group, book.group(group)));
        }
        Files.writeString(folder.resolve(name + ".md"), table(book, name));
        json(book, folder.resolve(name + ".json"));
    }

    private static String chart(String name, String group) {
        return name + "-" + group.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
    }

    private static String table(Book book, String name) {
        var out = new StringBuilder("# Benchmark run " + name + "\n\nMade by `bench/run`; how to read it: "
                + "`bench/README.md`.\n\n| measured on | |\n|---|---|\n");
        book.host().forEach((what, value) -> out.append("| " + what + " | " + value + " |\n"));
        out.append("\n## Targets\n\n");
        lines(out, book.rows().stream().filter(row -> row.goal().isPresent()).toList());
        for (String group : book.groups()) {
            out.append("\n## " + group + "\n\n![" + group + "](" + chart(name, group) + ")\n\n");
            lines(out, book.group(group));
        }
        return out.toString();
    }

    private static void lines(StringBuilder out, List<Row> rows) {
        out.append("| what | median | min | max | unit | floor | floor is | ratio | min | max | target | remark |\n");
        out.append("|---|--:|--:|--:|---|---|--:|--:|--:|--:|---|---|\n");
        rows.forEach(row -> out.append(line(row)));
    }

    private static String line(Row row) {
        String floor = row.floor()
                .map(bottom -> bottom.name() + " | " + number(bottom.value().median()))
                .orElse(" | ");
        return String.format(
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                row.name(),
                numbers(row.value()),
                row.unit(),
                floor,
                row.ratio().map(Writer::numbers).orElse(" |  | "),
                row.verdict(),
                row.remark());
    }

    private static String numbers(Spread spread) {
        return number(spread.median()) + " | " + number(spread.least()) + " | " + number(spread.most());
    }

    /// Three digits that mean something.
    static String number(double value) {
        if (Double.isNaN(value)) return "-";
        if (Math.abs(value) >= 100) return String.format(Locale.ROOT, "%,.0f", value);
        return String.format(
                Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : Math.abs(value) >= 0.1 ? "%.2f" : "%.4f", value);
    }

    private static void json(Book book, Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeObjectFieldStart("host");
            for (var fact : book.host().entrySet()) json.writeStringField(fact.getKey(), fact.getValue());
            json.writeEndObject();
            json.writeArrayFieldStart("rows");
            for (Row row : book.rows()) json(json, row);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void json(JsonGenerator json, Row row) throws IOException {
        json.writeStartObject();
        json.writeStringField("group", row.group());
        json.writeStringField("name", row.name());
        json.writeStringField("unit", row.unit());
        number(json, "median", row.value().median());
        number(json, "min", row.value().least());
        number(json, "max", row.value().most());
        rounds(json, "rounds", row.value());
        if (row.floor().isPresent()) {
            json.writeStringField("floor", row.floor().get().name());
            Spread ratio = row.judged();
            number(json, "floorValue", row.floor().get().value().median());
            rounds(json, "floorRounds", row.floor().get().value());
            number(json, "ratio", ratio.median());
            number(json, "ratioMin", ratio.least());
            number(json, "ratioMax", ratio.most());
        }
        if (row.goal().isPresent()) {
            json.writeStringField("target", row.goal().get().toString());
            json.writeBooleanField("met", row.goal().get().isMetBy(row));
        }
        if (!row.remark().isEmpty()) json.writeStringField("remark", row.remark());
        json.writeEndObject();
    }

    /// Round i of a row was measured next to round i of its floor.
    private static void rounds(JsonGenerator json, String name, Spread spread) throws IOException {
        json.writeArrayFieldStart(name);
        for (double round : spread.rounds()) number(json, round);
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        number(json, value);
    }

    private static void number(JsonGenerator json, double value) throws IOException {
        if (Double.isFinite(value)) json.writeNumber(value);
        else json.writeNull();
    }
}
