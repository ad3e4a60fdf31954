package dev.licet.server.fuzz;

/// What Jazzer calls, in a process of its own: the target that `licet.fuzz.target` names.
public final class JazzerTarget {
    private static final Target TARGET = Targets.all().get(System.getProperty("licet.fuzz.target"));

    private JazzerTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.feed(input);
    }
}
