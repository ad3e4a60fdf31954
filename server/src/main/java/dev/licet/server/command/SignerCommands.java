package dev.licet.server.command;

import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Environment;
import dev.licet.domain.Thrown;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.audit.Target;
import dev.licet.domain.audit.Verb;
import dev.licet.domain.credential.Signer;
import dev.licet.domain.credential.Signer.AesKey;
import dev.licet.domain.credential.Signer.RsaKey;
import dev.licet.domain.credential.Signer.SigningKey;
import dev.licet.drm.credential.BadCredential;
import dev.licet.storage.Database;
import dev.licet.storage.credential.SignerAdministration;
import dev.licet.storage.credential.SignerOverview;
import dev.licet.storage.outcome.Outcome;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `licet keys signer create`, `list`, `rotate`, `remove`: who signs requests for keys and licenses.
final class SignerCommands {
    private SignerCommands() {}

    /// Which one.
    static final class Named {
        @Mixin
        private AccountEnvironmentOption owner;

        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "Its name, which stands in the path and in each request.")
        private String name;

        Target target() {
            return Signer.isName(name) ? owner.target().saying(name) : owner.target();
        }

        /// With what is said of it.
        Target target(String words) {
            return owner.target().saying(name + ": " + words);
        }

        AccountId account(Database database) {
            return owner.id(database);
        }

        Environment environment() {
            return owner.environment();
        }

        String name() {
            return name;
        }
    }

    @Command(
            name = "create",
            description = {
                "Make a signer. Without key files it gets an AES key and an IV, which are printed once.",
                "A name is taken once in an environment, whosever it is."
            })
    static final class Create extends WithKey {
        Create(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.SIGNER_CREATE);
        }

        @Override
        Outcome<Signer> step(SignerAdministration signers, Signer signer) {
            return signers.create(signer);
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Give a signer another key, which is its only one within a second. Its dual run stays.",
                "Without key files it gets an AES key and an IV, which are printed once."
            })
    static final class Rotate extends WithKey {
        Rotate(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.SIGNER_ROTATE);
        }

        @Override
        Outcome<Signer> step(SignerAdministration signers, Signer signer) {
            return signers.rotate(signer);
        }
    }

    /// Something that is done with a signer and a key for it.
    abstract static class WithKey extends DatabaseCommand {
        @Mixin
        private Named named;

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description = "The AES signing key that it has already, 64 hexadecimal digits or 32 bytes.")
        private Path keyFile;

        @Option(
                names = "--iv-file",
                paramLabel = "FILE",
                description = "The IV that goes with the key, 32 hexadecimal digits or 16 bytes.")
        private Path ivFile;

        @Option(
                names = "--rsa-file",
                paramLabel = "FILE",
                description = "Its RSA key instead, 2048 to 4096 bits: the public one is enough, and all that is kept.")
        private Path rsaFile;

        WithKey(Setting setting) {
            super(setting);
        }

        abstract Outcome<Signer> step(SignerAdministration signers, Signer signer);

        @Override
        Table run(Database database) {
            about(named.target());
            AccountId id = named.account(database);
            Signer signer = signer(id);
            done(step(database.administration().signers(), signer));
            return Table.of("account", "environment", "signer", "kind", "aes_signing_key", "aes_signing_iv")
                    .row(
                            Table.number(id.value()),
                            Table.text(signer.environment().word()),
                            Table.text(signer.name()),
                            Table.text(signer.key().word()),
                            secret(signer.key(), true),
                            secret(signer.key(), false));
        }

        private Signer signer(AccountId id) {
            try {
                return new Signer(named.name(), id, named.environment(), signingKey());
            } catch (IllegalArgumentException outOfRange) {
                throw Complaint.usage(Thrown.words(outOfRange));
            } catch (BadCredential bad) {
                throw Complaint.refused(bad.getMessage());
            }
        }

        private SigningKey signingKey() throws BadCredential {
            if ((keyFile == null) != (ivFile == null)) throw Complaint.usage("--key-file and --iv-file go together");
            if (keyFile != null && rsaFile != null) throw Complaint.usage("a signer has one key: AES or RSA");
            if (rsaFile != null) {
                return new RsaKey(InputFile.read(rsaFile).given().publicKey(RsaKey.LEAST_BITS, RsaKey.MOST_BITS));
            }
            return new AesKey(given(keyFile, "signing key", AesKey.KEY_BYTES), given(ivFile, "IV", AesKey.IV_BYTES));
        }

        private SecretBytes given(Path file, String what, int length) throws BadCredential {
            return file == null
                    ? SecretBytes.random(setting().random(), length)
                    : InputFile.read(file).given().secret(what, length);
        }

        /// A key that was brought is not shown, because its owner has it.
        private Table.Cell secret(SigningKey key, boolean first) {
            return switch (key) {
                case AesKey(SecretBytes bytes, SecretBytes iv)
                when keyFile == null -> Table.text((first ? bytes : iv).expose(HexFormat.of()::formatHex));
                case AesKey _ -> new Table.Cell.None();
                case RsaKey _ -> new Table.Cell.None();
            };
        }

        @Override
        String note() {
            return keyFile == null && rsaFile == null ? "Key and IV are not shown again." : "";
        }
    }

    @Command(name = "list", description = "List the signers of an account, without their keys.")
    static final class ListAll extends DatabaseCommand {
        @Mixin
        private AccountEnvironmentOption owner;

        ListAll(Setting setting) {
            super(setting);
        }

        @Override
        Table run(Database database) {
            Table table = Table.of("signer", "kind", "created", "dual_run");
            for (SignerOverview entry :
                    database.administration().signers().list(owner.id(database), owner.environment())) {
                table = table.row(
                        Table.text(entry.name()),
                        Table.text(entry.kind()),
                        Table.text(entry.created()),
                        entry.dualRun().map(run -> Table.text(run.words())).orElseGet(Table.Cell.None::new));
            }
            return table;
        }
    }

    @Command(name = "remove", description = "Remove a signer; its signatures count no more within a second.")
    static final class Remove extends DatabaseCommand {
        @Mixin
        private Named named;

        Remove(Setting setting) {
            super(setting);
        }

        @Override
        Optional<Verb> verb() {
            return Optional.of(Verb.SIGNER_REMOVE);
        }

        @Override
        Table run(Database database) {
            about(named.target());
            AccountId id = named.account(database);
            String removed = done(database.administration().signers().remove(id, named.environment(), named.name()));
            return Table.of("account", "environment", "signer", "removed")
                    .row(
                            Table.number(id.value()),
                            Table.text(named.environment().word()),
                            Table.text(removed),
                            Table.flag(true));
        }
    }
}
