package dev.licet.server.command;

import dev.licet.storage.Backup;
import dev.licet.storage.Verification.Rule;
import java.io.PrintWriter;

/// How far a restore is: a line for the copy, then one for the look through it.
final class RestoreProgress implements Backup.Watch {
    private final Progress copying;
    private final Progress checking;
    private long bytes;
    private int checks;

    /// @param size of the backup, 0 when nobody knows
    RestoreProgress(PrintWriter err, long size) {
        copying = new Progress(err, "bytes", () -> bytes, size);
        checking = new Progress(err, "checks", () -> checks, Rule.values().length);
    }

    @Override
    public void copied(long soFar) {
        bytes = soFar;
        copying.accept(bytes);
    }

    @Override
    public void checked(int soFar) {
        if (checks == 0) copying.end();
        checks = soFar;
        checking.accept(checks);
    }

    void end() {
        checking.end();
    }
}
