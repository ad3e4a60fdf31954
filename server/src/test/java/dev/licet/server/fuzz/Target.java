package dev.licet.server.fuzz;

/// Something that reads what an outsider sends. It ends normally or with a checked exception, which says that the bytes
/// are not a message; anything else is a fault.
@FunctionalInterface
public interface Target {
    void read(byte[] input) throws Exception;

    /// Ends normally whether the input is understood or not.
    default void feed(byte[] input) {
        try {
            read(input);
        } catch (RuntimeException fault) {
            throw fault;
        } catch (Exception refused) {
            // That is one of the two things that may happen.
        }
    }
}
