package dev.licet.server.trace;

import dev.licet.domain.trace.Steps;
import dev.licet.http.Application;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.http.Wrapper;
import java.util.Optional;

/// An application that keeps no trace of its own: servers that it asks are told what the caller said.
final class PassingOn extends Wrapper {
    PassingOn(Application application) {
        super(application);
    }

    private record Said(Traceparent caller) implements Steps {
        @Override
        public <T, X extends Exception> T step(String name, Work<T, X> work) throws X {
            return work.run();
        }

        @Override
        public Optional<String> parent() {
            return Optional.of(caller.text());
        }
    }

    @Override
    public Reply answer(Request request) {
        Optional<Traceparent> caller = Traceparent.of(request);
        if (caller.isEmpty()) return super.answer(request);
        return ScopedValue.where(Steps.FOLLOWER, new Said(caller.get())).call(() -> super.answer(request));
    }
}
