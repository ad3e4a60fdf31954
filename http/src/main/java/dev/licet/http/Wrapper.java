package dev.licet.http;

import java.util.Optional;

/// Stands before another application and answers some of its requests itself, or watches the answers. Everything that
/// it does not say is what the other one says.
public abstract class Wrapper implements Application {
    private final Application others;

    /// @param others what stands behind it
    protected Wrapper(Application others) {
        this.others = others;
    }

    @Override
    public Reply answer(Request request) {
        return others.answer(request);
    }

    @Override
    public int bodyBytes(String path, int usual) {
        return others.bodyBytes(path, usual);
    }

    @Override
    public Reply refuse(Request seen, Trouble trouble) {
        return others.refuse(seen, trouble);
    }

    @Override
    public String party(Request request) {
        return others.party(request);
    }

    @Override
    public Optional<String> partyAtOnce(Request request) {
        return others.partyAtOnce(request);
    }

    @Override
    public Handling handling(Request request) {
        return others.handling(request);
    }

    @Override
    public int places(Request request) {
        return others.places(request);
    }

    @Override
    public boolean isKnown(Request seen) {
        return others.isKnown(seen);
    }
}
