package dev.licet.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/// What a process wrote, forced to disk and told, in order, as the library of `src/test/c/disk_log.c` noted it.
/// From it come the files as a disk may have them whose power was cut at any of these moments.
final class DiskLog {
    private static final int HEAD = 24;
    private static final int SECTOR = 512;

    private final ByteBuffer bytes;
    private final List<Entry> entries = new ArrayList<>();

    private enum Kind {
        OPENED,
        WRITTEN,
        SIZED,
        FORCED,
        REMOVED,
        TOLD
    }

    /// @param at    the place in the file, its size, or how many entries there were when the forcing began
    /// @param place where its bytes are in the log
    private record Entry(Kind kind, int file, long at, int length, int place) {}

    private DiskLog(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.nativeOrder());
        int place = 0;
        while (place + HEAD <= bytes.limit()) place = read(place);
    }

    /// @return where the next begins; the last may be cut short
    private int read(int place) {
        var kind = Kind.values()[bytes.getInt(place) - 1];
        int length = Math.toIntExact(bytes.getLong(place + 16));
        int next = place + HEAD + length;
        if (next <= bytes.limit())
            entries.add(new Entry(kind, bytes.getInt(place + 4), bytes.getLong(place + 8), length, place + HEAD));
        return next;
    }

    static DiskLog read(Path file) throws IOException {
        return new DiskLog(ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    /// Compiles the library.
    static Path library(Path directory) throws IOException, InterruptedException {
        Path library = directory.resolve("disk_log.so");
        var compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), "src/test/c/disk_log.c")
                .inheritIO()
                .start();
        if (!compiler.waitFor(1, TimeUnit.MINUTES) || compiler.exitValue() != 0)
            throw new IllegalStateException("cc does not compile the library");
        return library;
    }

    int size() {
        return entries.size();
    }

    /// The lines that were told in full before a moment.
    List<String> told(int cut) {
        var text = new StringBuilder();
        for (Entry entry : entries.subList(0, cut)) if (entry.kind() == Kind.TOLD) text.append(text(entry));
        return text.substring(0, text.lastIndexOf("\n") + 1).lines().toList();
    }

    private String text(Entry entry) {
        byte[] told = new byte[entry.length()];
        bytes.get(entry.place(), told);
        return new String(told, StandardCharsets.UTF_8);
    }

    /// How often files with this end of their name were forced.
    long forces(String ending) {
        var names = names();
        return entries.stream()
                .filter(entry ->
                        entry.kind() == Kind.FORCED && names.get(entry.file()).endsWith(ending))
                .count();
    }

    private Map<Integer, String> names() {
        var names = new HashMap<Integer, String>();
        for (Entry entry : entries)
            if (entry.kind() == Kind.OPENED)
                names.put(entry.file(), Path.of(text(entry)).getFileName().toString());
        return names;
    }

    /// Does to the files of a directory what was done before the cut: all that was forced, and of the rest what
    /// chance lets the disk have, whole or in sectors.
    void replay(Path directory, int cut, Random chance) throws IOException {
        var forced = new HashMap<Integer, Long>();
        for (Entry entry : entries.subList(0, cut))
            if (entry.kind() == Kind.FORCED) forced.merge(entry.file(), entry.at(), Math::max);
        try (var disk = new Disk(directory, names(), new Luck(chance))) {
            for (int i = 0; i < cut; i++) {
                Entry entry = entries.get(i);
                disk.apply(entry, i < forced.getOrDefault(entry.file(), 0L));
            }
        }
    }

    /// How much of what was not forced is on the disk all the same.
    private static final class Luck {
        private final Random chance;
        private final double kept;

        Luck(Random chance) {
            this.chance = chance;
            this.kept = chance.nextInt(5) / 4.0;
        }

        boolean isWhole() {
            return chance.nextBoolean();
        }

        boolean keeps() {
            return chance.nextDouble() < kept;
        }
    }

    private final class Disk implements AutoCloseable {
        private final Path directory;
        private final Map<Integer, String> names;
        private final Luck luck;
        private final Map<Integer, FileChannel> open = new HashMap<>();

        Disk(Path directory, Map<Integer, String> names, Luck luck) {
            this.directory = directory;
            this.names = names;
            this.luck = luck;
        }

        void apply(Entry entry, boolean forced) throws IOException {
            switch (entry.kind()) {
                case OPENED -> file(entry);
                case WRITTEN -> write(entry, forced || luck.isWhole(), forced);
                case SIZED -> {
                    if (forced || luck.keeps()) file(entry).truncate(entry.at());
                }
                case REMOVED -> remove(entry);
                case FORCED, TOLD -> {}
            }
        }

        /// Names are on the disk at once: journals of file systems keep them in order.
        private void remove(Entry entry) throws IOException {
            var there = open.remove(entry.file());
            if (there != null) there.close();
            Files.delete(directory.resolve(names.get(entry.file())));
        }

        private FileChannel file(Entry entry) throws IOException {
            var there = open.get(entry.file());
            if (there != null) return there;
            Path path = directory.resolve(names.get(entry.file()));
            var made = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            open.put(entry.file(), made);
            return made;
        }

        private void write(Entry entry, boolean whole, boolean forced) throws IOException {
            if (whole) {
                if (forced || luck.keeps()) write(entry, 0, entry.length());
                return;
            }
            for (int from = 0; from < entry.length(); ) {
                int rest = SECTOR - (int) ((entry.at() + from) % SECTOR);
                int to = Math.min(entry.length(), from + rest);
                if (luck.keeps()) write(entry, from, to);
                from = to;
            }
        }

        private void write(Entry entry, int from, int to) throws IOException {
            file(entry).write(bytes.slice(entry.place() + from, to - from), entry.at() + from);
        }

        @Override
        public void close() throws IOException {
            for (FileChannel channel : open.values()) channel.close();
        }
    }
}
