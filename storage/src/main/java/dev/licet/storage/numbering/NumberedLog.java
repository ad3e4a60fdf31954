package dev.licet.storage.numbering;

import dev.licet.domain.Repeating;
import dev.licet.domain.StoreUnavailable;
import dev.licet.storage.book.Book;
import dev.licet.storage.sql.AccountEnvironment;
import dev.licet.storage.sql.OneByOne;
import dev.licet.storage.sql.Store;
import dev.licet.storage.sql.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The event log for those who read it. Where records get their places after they were written, whoever asks has
/// everything numbered first that was committed before the question, so that nobody misses what they know to be there.
/// What nobody asks for is numbered twice a second ([#keepNumbering]).
public final class NumberedLog implements AutoCloseable {
    /// The columns of a record but for its number and its place.
    public static final String UNPLACED = Book.RECORDS.columns() + ", tag";

    private static final String LOOKING = "looking for new records";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Store store;
    private final Numbering numbering;
    private Optional<Repeating> numberer = Optional.empty();

    public NumberedLog(Store store) {
        this.store = store;
        this.numbering = new Numbering(store);
    }

    private record Answer<T>(T said) {}

    /// Asks for records of one account in one environment: see [Store#read].
    public <T> T read(String doing, AccountEnvironment whose, Unit<T> unit) {
        if (!store.hasManyWriters()) return store.read(doing, unit);
        Optional<Answer<T>> answer = store.read(
                doing,
                session -> Numbering.isWaiting(session, whose.account(), whose.environment())
                        ? Optional.empty()
                        : Optional.of(new Answer<>(unit.run(session))));
        if (answer.isPresent()) return answer.get().said();
        numbering.number(whose);
        return store.read(doing, unit);
    }

    /// Asks for records of all accounts.
    public <T> T readAll(String doing, Unit<T> unit) {
        numberAll();
        return store.read(doing, unit);
    }

    /// Asks many things that may take long: see [Store#survey].
    public <T> T survey(String doing, Unit<T> unit) {
        numberAll();
        return store.survey(doing, unit);
    }

    /// The same for a request: see [Store#surveyInTime].
    public <T> T surveyInTime(String doing, Unit<T> unit) {
        numberAll();
        return store.surveyInTime(doing, unit);
    }

    private void numberAll() {
        waiting().stream().flatMap(Optional::stream).forEach(numbering::number);
    }

    private List<Optional<AccountEnvironment>> waiting() {
        return store.hasManyWriters() ? store.read(LOOKING, Numbering::waiting) : List.of();
    }

    /// From now on records are numbered whether or not somebody asks for them.
    public synchronized void keepNumbering() {
        if (!store.hasManyWriters() || numberer.isPresent()) return;
        var timer = new Repeating("licet-numbering");
        numberer = Optional.of(timer.every(PAUSE, () -> numberOnce(timer::isOpen)));
    }

    /// Who cannot write now tells their callers so; this has none, and the records stay where they are.
    private void numberOnce(BooleanSupplier goOn) {
        try {
            OneByOne.each(waiting(), LOOKING, whose -> {
                if (goOn.getAsBoolean()) numbering.numberIfFree(whose);
            });
        } catch (StoreUnavailable _) {
            return;
        }
    }

    @Override
    public synchronized void close() {
        numberer.ifPresent(Repeating::close);
    }
}
