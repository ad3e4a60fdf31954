package dev.licet.server.command;

import java.io.PrintWriter;
import picocli.CommandLine.Option;

/// Whether a command prints its table for people or for programs.
final class OutputOption {
    @Option(names = "--json", description = "Print JSON: an array of objects.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    void print(Table table, PrintWriter out) {
        if (json) table.printJson(out);
        else table.printColumns(out);
        out.flush();
    }
}
