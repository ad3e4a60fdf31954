package dev.licet.server.metrics;

import dev.licet.http.Application;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Trouble;

/// A port that has the metrics and nothing else.
public final class NothingElse implements Application {
    private static final String TEXT = "text/plain; charset=utf-8";

    @Override
    public Reply answer(Request request) {
        return Reply.of(404, TEXT, "There is " + MetricsPage.PATH + " here and nothing else\n");
    }

    @Override
    public Reply refuse(Request seen, Trouble trouble) {
        return Reply.of(trouble.status(), TEXT, trouble.message() + "\n");
    }
}
