package dev.licet.server.command;

import dev.licet.domain.StoreDamaged;
import dev.licet.domain.StoreUnavailable;
import dev.licet.http.BadCertificate;
import dev.licet.http.PortInUse;
import dev.licet.server.config.BadConfig;
import dev.licet.server.first.DirectoryUnusable;
import dev.licet.server.serve.AlreadyServing;
import dev.licet.storage.DatabaseRefused;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// All commands, as one tree.
public final class Commands {
    /// The build writes the version of the project into the module; it stands nowhere else.
    private static final String VERSION =
            "licet " + Commands.class.getModule().getDescriptor().rawVersion().orElse("of unknown version");

    private Commands() {}

    /// Runs one command.
    ///
    /// @return its exit code
    public static int run(Setting setting, String... arguments) {
        return tree(setting, arguments)
                .setOut(setting.out())
                .setErr(setting.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, parsed) -> usage(setting, wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> complain(setting, failure))
                .execute(arguments);
    }

    /// Describing a command to the library takes a moment, so a command that is named first is described alone:
    /// `serve` does not wait for the other thirty.
    static CommandLine tree(Setting setting, String... arguments) {
        var commands = commands(setting);
        var named = arguments.length == 0 ? null : commands.get(arguments[0]);
        if (named != null) return endingAsAll(licet().addSubcommand(named.get()));
        var all = licet();
        commands.values().forEach(command -> all.addSubcommand(command.get()));
        return endingAsAll(all.addSubcommand(new HelpCommand()));
    }

    /// The exit codes are in the help of every command, because they are the same for all.
    private static CommandLine endingAsAll(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("Exit codes:%n")
                .exitCodeList(ExitCode.described());
        command.getSubcommands().values().forEach(Commands::endingAsAll);
        return command;
    }

    private static CommandLine licet() {
        var licet = group("licet", "A multi-DRM license token service.");
        // These two are a program of their own, which the launcher starts instead of this one.
        licet.getCommandSpec()
                .usageMessage()
                .footerHeading("Simulated players, which talk to any server:%n")
                .footer("  device  Make a simulated device, redeem tokens with it.", "  token   Ask for a token.");
        return licet;
    }

    /// By name, in the order in which they are listed.
    private static Map<String, Supplier<Object>> commands(Setting setting) {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("serve", () -> new Serve(setting));
        commands.put("demo", () -> new Demo(setting));
        commands.put("config", () -> config(setting));
        commands.put("account", () -> account(setting));
        commands.put("usage", () -> new UsageCommand(setting));
        commands.put("stop", () -> stop(setting));
        commands.put("audit", () -> audit(setting));
        commands.put("verify", () -> new VerifyCommand(setting));
        commands.put("checkpoint", () -> new CheckpointCommand(setting));
        commands.put("backup", () -> new BackupCommand(setting));
        commands.put("restore", () -> new RestoreCommand(setting));
        commands.put("records", () -> records(setting));
        commands.put("widevine", () -> widevine(setting));
        commands.put("playready", () -> playReady(setting));
        commands.put("admin", () -> admin(setting));
        commands.put("fairplay", () -> fairPlay(setting));
        commands.put("keys", () -> keys(setting));
        commands.put("completion", () -> new CompletionCommand(setting, () -> tree(setting)));
        commands.put("man", () -> new ManCommand(setting, () -> tree(setting)));
        commands.put("version", () -> new VersionCommand(setting, VERSION));
        return commands;
    }

    private static CommandLine config(Setting setting) {
        return group("config", "The configuration.").addSubcommand(new ConfigCheck(setting));
    }

    private static CommandLine account(Setting setting) {
        var key = group("key", "The authenticators of an account.")
                .addSubcommand(new KeyCommands.Create(setting))
                .addSubcommand(new KeyCommands.ListAll(setting))
                .addSubcommand(new KeyCommands.Revoke(setting));
        return group("account", "Service accounts.")
                .addSubcommand(new AccountCommands.Create(setting))
                .addSubcommand(new AccountCommands.ListAll(setting))
                .addSubcommand(new AccountCommands.Low(setting))
                .addSubcommand(new AccountCommands.Show(setting))
                .addSubcommand(new AccountCommands.Enable(setting))
                .addSubcommand(new AccountCommands.Disable(setting))
                .addSubcommand(new AccountCommands.Rename(setting))
                .addSubcommand(new AccountCommands.Close(setting))
                .addSubcommand(new BalanceCommand(setting))
                .addSubcommand(new OptionsCommand(setting))
                .addSubcommand(key);
    }

    private static CommandLine stop(Setting setting) {
        return group("stop", "What gets no license.")
                .addSubcommand(new StopCommands.Add(setting))
                .addSubcommand(new StopCommands.ListAll(setting))
                .addSubcommand(new StopCommands.Remove(setting));
    }

    private static CommandLine audit(Setting setting) {
        return group("audit", "Who did what, and what became of it.")
                .addSubcommand(new AuditCommands.ListAll(setting))
                .addSubcommand(new AuditCommands.Export(setting));
    }

    private static CommandLine records(Setting setting) {
        return group("records", "The event log.")
                .addSubcommand(new RecordCommands.Export(setting))
                .addSubcommand(new RecordCommands.Prune(setting));
    }

    private static CommandLine widevine(Setting setting) {
        var backEnd = group("backend", "Who answers the Widevine devices that the embedded back end cannot serve.")
                .addSubcommand(new WidevineBackEndCommands.Set(setting))
                .addSubcommand(new WidevineBackEndCommands.Show(setting))
                .addSubcommand(new WidevineBackEndCommands.Remove(setting))
                .addSubcommand(new WidevineBackEndCheck(setting));
        return group("widevine", "Whom the embedded Widevine back end trusts, and who answers other devices.")
                .addSubcommand(new WidevineCommands.Import(setting))
                .addSubcommand(new WidevineCommands.Revoke(setting))
                .addSubcommand(new WidevineCommands.Unrevoke(setting))
                .addSubcommand(new WidevineCommands.Level(setting))
                .addSubcommand(backEnd)
                .addSubcommand(dualRun(setting));
    }

    private static CommandLine dualRun(Setting setting) {
        return group("dual-run", "To which other license service the requests of a signer go as well.")
                .addSubcommand(new DualRunCommands.Set(setting))
                .addSubcommand(new DualRunCommands.Show(setting))
                .addSubcommand(new DualRunCommands.Remove(setting))
                .addSubcommand(new DualRunReportCommand(setting));
    }

    private static CommandLine playReady(Setting setting) {
        return group("playready", "Who makes the PlayReady licenses of an account, and what its packagers announce.")
                .addSubcommand(new PlayReadyCommands.Set(setting))
                .addSubcommand(new PlayReadyCommands.Show(setting))
                .addSubcommand(new PlayReadyCommands.Remove(setting))
                .addSubcommand(new PlayReadyCommands.AcquisitionUrl(setting))
                .addSubcommand(new PlayReadyCommands.Secret(setting));
    }

    private static CommandLine admin(Setting setting) {
        var user = group("user", "Who may sign in to the dashboard.")
                .addSubcommand(new AdminUserCommands.Create(setting))
                .addSubcommand(new AdminUserCommands.ListAll(setting))
                .addSubcommand(new AdminUserCommands.Assign(setting))
                .addSubcommand(new AdminUserCommands.Password(setting))
                .addSubcommand(new AdminUserCommands.Enable(setting))
                .addSubcommand(new AdminUserCommands.Disable(setting));
        var token = group("token", "Which programs may run the installation.")
                .addSubcommand(new AdminTokenCommands.Create(setting))
                .addSubcommand(new AdminTokenCommands.ListAll(setting))
                .addSubcommand(new AdminTokenCommands.Revoke(setting));
        return group("admin", "Who runs the installation: people at the dashboard, and programs.")
                .addSubcommand(user)
                .addSubcommand(token);
    }

    private static CommandLine fairPlay(Setting setting) {
        return group("fairplay", "FairPlay credentials.")
                .addSubcommand(new FairPlayImport(setting))
                .addSubcommand(new FairPlayCommands.ListAll(setting))
                .addSubcommand(new DerivationsCommand(setting))
                .addSubcommand(new FairPlayCommands.Remove(setting));
    }

    private static CommandLine keys(Setting setting) {
        return group("keys", "Content keys, and the keys that everything is sealed under.")
                .addSubcommand(seed(setting))
                .addSubcommand(packaging(setting))
                .addSubcommand(signer(setting))
                .addSubcommand(new ContentKeyCommands.ListAll(setting))
                .addSubcommand(new ContentKeyCommands.Import(setting))
                .addSubcommand(new CpixImport(setting))
                .addSubcommand(new ContentKeyCommands.Export(setting))
                .addSubcommand(new MasterKeyCommand(setting))
                .addSubcommand(new SealingCommand(setting));
    }

    private static CommandLine seed(Setting setting) {
        return group("seed", "The secrets that keys for packagers are derived from.")
                .addSubcommand(new PackagerSeedCommands.Create(setting))
                .addSubcommand(new PackagerSeedCommands.Rotate(setting))
                .addSubcommand(new PackagerSeedCommands.ListAll(setting));
    }

    private static CommandLine packaging(Setting setting) {
        return group("packaging", "What packagers were given, and what is set for them.")
                .addSubcommand(new PackagerCommands.SetOptions(setting))
                .addSubcommand(new PackagerCommands.ListContents(setting))
                .addSubcommand(new PackagerCommands.ShowContent(setting))
                .addSubcommand(new CopyCommand(setting));
    }

    private static CommandLine signer(Setting setting) {
        return group("signer", "Who signs requests at /wv/getcontentkey or /wv/getlicense.")
                .addSubcommand(new SignerCommands.Create(setting))
                .addSubcommand(new SignerCommands.ListAll(setting))
                .addSubcommand(new SignerCommands.Rotate(setting))
                .addSubcommand(new SignerCommands.Remove(setting));
    }

    /// A command that only has others below it.
    private static CommandLine group(String name, String description) {
        var spec =
                CommandSpec.create().name(name).mixinStandardHelpOptions(true).version(VERSION);
        spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        return new CommandLine(spec);
    }

    private static int usage(Setting setting, ParameterException wrong) {
        var spec = wrong.getCommandLine().getCommandSpec();
        setting.err().println("licet: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, setting.err());
        setting.err().println("Try: " + spec.qualifiedName() + " --help");
        setting.err().flush();
        return ExitCode.USAGE.number();
    }

    /// Whatever goes wrong is told in one line; what should never happen keeps its stack.
    private static int complain(Setting setting, Exception failure) throws Exception {
        ExitCode code =
                switch (failure) {
                    case Complaint complaint -> complaint.exitCode();
                    case BadConfig bad -> ExitCode.USAGE;
                    case DatabaseRefused refused -> ExitCode.NO_DATA;
                    case AlreadyServing serving -> ExitCode.NO_DATA;
                    case DirectoryUnusable unwritable -> ExitCode.NO_DATA;
                    case PortInUse taken -> ExitCode.FAILED;
                    case BadCertificate unusable -> ExitCode.NO_DATA;
                    case StoreUnavailable noAnswer -> ExitCode.FAILED;
                    case StoreDamaged tampered -> ExitCode.FAILED;
                    default -> throw failure;
                };
        setting.err().println("licet: " + failure.getMessage());
        setting.err().flush();
        return code.number();
    }
}
