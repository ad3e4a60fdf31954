package dev.licet.server.command;

import dev.licet.domain.Ascii;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Ending;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.key.Kek;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.KeyEntry;
import dev.licet.server.transfer.BadRow;
import dev.licet.server.transfer.KeyFormat;
import dev.licet.server.transfer.KeyTransfer;
import dev.licet.server.transfer.Wrapping;
import dev.licet.server.transfer.WrongKek;
import dev.licet.storage.Database;
import dev.licet.storage.FileFault;
import dev.licet.storage.key.StoredContentKeys.OnConflict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `licet keys list`, `import`, `export`: the key storage of an account. Keks come from files, because a command line
/// can be seen by everybody on the machine.
final class ContentKeyCommands {
    private ContentKeyCommands() {}

    /// The kek in a file, if one is named.
    static Optional<Kek> kek(Path file) {
        if (file == null) return Optional.empty();
        String text = new String(InputFile.read(file).bytes(), StandardCharsets.ISO_8859_1).strip();
        return Optional.of(
                Kek.parse(text).orElseThrow(() -> Complaint.refused(file + " must hold 32 hexadecimal digits")));
    }

    private static KeyFormat format(KeyFormat said, Path file) {
        if (said != null) return said;
        boolean csv = file != null && Ascii.lower(file.toString()).endsWith(".csv");
        return csv ? KeyFormat.CSV : KeyFormat.JSONL;
    }

    @Command(name = "list", description = "List the keys of an account, without the keys themselves.")
    static final class ListAll extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        @Option(names = "--after", paramLabel = "KID", description = "Begin after this kid, or ^name.")
        private String after;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many; 1000 if not said.")
        private int limit = 1000;

        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            Optional<KeyId> from = Optional.ofNullable(after)
                    .map(text -> KeyId.parse(text).orElseThrow(() -> Complaint.usage("--after must be a kid")));
            Table table = Table.of("kid", "kek_id", "info", "content_id", "expiration", "last_update");
            for (KeyEntry entry :
                    database.contentKeys().entries(owner.id(database), owner.environment(), from, limit)) {
                table = table.row(
                        Table.text(entry.kid()),
                        Table.maybe(entry.kekId()),
                        Table.maybe(entry.info()),
                        Table.maybe(entry.contentId()),
                        Table.maybe(entry.expiration()),
                        Table.text(entry.lastUpdate()));
            }
            return table;
        }
    }

    @Command(
            name = "import",
            description = {
                "Store the keys of a file: JSON lines or CSV, with kid, k or ek, kekId, info, contentId, expiration.",
                "Keys that are there are kept, so that an import can be repeated."
            })
    static final class Import extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        @Parameters(index = "0", paramLabel = "FILE", description = "The file of the keys.")
        private Path file;

        @Option(names = "--format", paramLabel = "jsonl|csv", description = "If the name of the file does not tell.")
        private KeyFormat format;

        @Option(
                names = "--kek-file",
                paramLabel = "FILE",
                description = "Holds the kek: wraps each k, and must open each ek.")
        private Path kekFile;

        @Option(names = "--replace", description = "Put the file's keys in the place of those that are there.")
        private boolean replace;

        Import(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.KEY_IMPORT);
        }

        @Override
        Table run(Database database) {
            var target = owner.target().saying(file + (replace ? ", replacing" : ""));
            about(target);
            Optional<Kek> kek = kek(kekFile);
            var conflict = replace ? OnConflict.REPLACE : OnConflict.KEEP;
            try {
                var imported = imported(database, kek, conflict);
                about(target.saying(target.what() + ", " + imported.stored() + " keys stored"));
                return Table.of("rows", "stored").row(Table.number(imported.rows()), Table.number(imported.stored()));
            } catch (IOException unreadable) {
                throw Complaint.failed("cannot read " + file + ": " + FileFault.words(file, unreadable));
            } catch (BadRow bad) {
                throw Complaint.refused(file + ", " + bad.getMessage()
                        + "; the lines before it may have been stored, and the import can be repeated");
            }
        }

        private KeyTransfer.Imported imported(Database database, Optional<Kek> kek, OnConflict conflict)
                throws IOException {
            try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                    var in = new InputStreamReader(
                            Channels.newInputStream(channel), StandardCharsets.UTF_8.newDecoder())) {
                var progress = new Progress(setting().err(), "keys", () -> position(channel), channel.size());
                var imported = transfer(database, progress).importFrom(in, format(format, file), kek, conflict);
                progress.end();
                return imported;
            }
        }

        private KeyTransfer transfer(Database database, Progress progress) {
            return new KeyTransfer(
                    database.contentKeys(),
                    owner.id(database),
                    owner.environment(),
                    setting().clock().instant(),
                    progress);
        }

        /// The lines before a bad one are stored.
        @Override
        Ending ending(Complaint complaint) {
            return new Ending.Failed(complaint.getMessage());
        }

        private static long position(FileChannel channel) {
            try {
                return channel.position();
            } catch (IOException closed) {
                return 0;
            }
        }
    }

    @Command(
            name = "export",
            description = {
                "Write all keys into a file, wrapped: as they are stored,",
                "or with --kek-file and --new-kek-file under another kek."
            })
    static final class Export extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        @Parameters(index = "0", paramLabel = "FILE", description = "The file to make; it must not be there.")
        private Path file;

        @Option(names = "--format", paramLabel = "jsonl|csv", description = "If the name of the file does not tell.")
        private KeyFormat format;

        @Option(names = "--kek-file", paramLabel = "FILE", description = "Holds the present kek.")
        private Path kekFile;

        @Option(names = "--new-kek-file", paramLabel = "FILE", description = "Holds the kek to wrap them under.")
        private Path newKekFile;

        Export(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.KEY_EXPORT);
        }

        @Override
        Table run(Database database) {
            about(owner.target().saying(file.toString()));
            Wrapping wrapping = wrapping();
            var owned = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            AccountId id = owner.id(database);
            try (var channel = FileChannel.open(file, fresh, owned);
                    var out = new BufferedWriter(
                            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
                return written(database, id, out, wrapping);
            } catch (FileAlreadyExistsException there) {
                throw Complaint.refused(file + " is there already");
            } catch (IOException unwritable) {
                throw Complaint.failed("cannot write " + file + ": " + FileFault.words(file, unwritable));
            } catch (WrongKek wrong) {
                delete();
                throw Complaint.refused(wrong.getMessage());
            }
        }

        private Wrapping wrapping() {
            if ((kekFile == null) != (newKekFile == null)) {
                throw Complaint.usage("say --kek-file and --new-kek-file together, or neither");
            }
            return kek(kekFile)
                    .<Wrapping>map(
                            from -> new Wrapping.Anew(from, kek(newKekFile).orElseThrow()))
                    .orElseGet(Wrapping.AsStored::new);
        }

        private Table written(Database database, AccountId id, BufferedWriter out, Wrapping wrapping)
                throws IOException {
            long all = database.contentKeys().count(id, owner.environment());
            long[] rows = {0};
            var bar = new Progress(setting().err(), "keys", () -> rows[0], all);
            var transfer = new KeyTransfer(
                    database.contentKeys(),
                    id,
                    owner.environment(),
                    setting().clock().instant(),
                    done -> {
                        rows[0] = done;
                        bar.accept(done);
                    });
            long written = transfer.exportTo(out, format(format, file), wrapping);
            bar.end();
            return Table.of("rows").row(Table.number(written));
        }

        private void delete() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stays) {
                throw Complaint.failed("cannot delete the unfinished " + file + ": " + FileFault.words(file, stays));
            }
        }
    }
}
