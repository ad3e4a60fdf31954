package dev.licet.server.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.licet.server.command.Table.Cell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// A table as programs read it: an array of objects, whose members are called as the columns are.
final class JsonTable {
    private JsonTable() {}

    static void print(Table table, PrintWriter out) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(table, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.println(text);
        out.flush();
    }

    private static void write(Table table, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (List<Cell> row : table.rows()) write(table.columns(), row, json);
        json.writeEndArray();
    }

    private static void write(List<String> columns, List<Cell> row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            json.writeFieldName(columns.get(i));
            switch (row.get(i)) {
                case Cell.Text(String text) -> json.writeString(text);
                case Cell.Number(long number) -> json.writeNumber(number);
                case Cell.Flag(boolean set) -> json.writeBoolean(set);
                case Cell.None() -> json.writeNull();
                case Cell.Rows(Table inner) -> write(inner, json);
            }
        }
        json.writeEndObject();
    }
}
