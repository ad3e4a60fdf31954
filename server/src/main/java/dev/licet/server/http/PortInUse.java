package dev.licet.server.http;

/// A port could not be opened, as a rule because another program has it.
public final class PortInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortInUse(int testPort, int productionPort, RuntimeException cause) {
        super("cannot listen on port " + testPort + " and " + productionPort, cause);
    }

    PortInUse(int port, RuntimeException cause) {
        super("cannot listen on port " + port, cause);
    }
}
