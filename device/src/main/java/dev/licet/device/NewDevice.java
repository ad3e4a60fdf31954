package dev.licet.device;

import dev.licet.crypto.P256;
import dev.licet.device.playready.PlayReadyDevice;
import dev.licet.device.widevine.DeviceFactory;
import dev.licet.drm.wire.MalformedMessage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `licet device new`.
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a simulated device and writes it into a folder. Widevine:",
            "client_id.bin, private_key.pem, device.wvd and root.bin; PlayReady: playready_key.bin."
        })
final class NewDevice implements Callable<Integer> {
    private final Setting setting;

    @Option(
            names = "--system",
            paramLabel = "SYSTEM",
            defaultValue = "widevine",
            description = "widevine (default) or playready; the others need no files.")
    private PlayedSystem system;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the device.")
    private Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory of the server, where its test device model lies (default: data).")
    private Path data;

    @Option(names = "--foreign-root", description = "Make the device under a root of its own, which nobody trusts.")
    private boolean foreignRoot;

    NewDevice(Setting setting) {
        this.setting = setting;
    }

    private static Complaint needsNone(String other) {
        return new Complaint(ExitCode.USAGE, "a " + other + " device needs no files: play makes a new one every time");
    }

    @Override
    public Integer call() throws Complaint {
        String made =
                switch (system) {
                    case WIDEVINE -> "Widevine";
                    case PLAYREADY -> "PlayReady";
                    case FAIRPLAY -> throw needsNone("FairPlay");
                    case CLEARKEY -> throw needsNone("Clear Key");
                };
        write();
        setting.out().println("made a " + made + " device in " + out);
        return ExitCode.DONE.number();
    }

    private void write() throws Complaint {
        try {
            writeFiles();
        } catch (FileAlreadyExistsException taken) {
            throw new Complaint(ExitCode.USAGE, "there is a device in " + out + " already");
        } catch (IOException unwritable) {
            throw new Complaint(ExitCode.USAGE, "cannot write into " + out + ": " + unwritable.getMessage());
        } catch (MalformedMessage malformed) {
            throw new Complaint(ExitCode.USAGE, data + "/device-factory: " + malformed.getMessage());
        }
    }

    private void writeFiles() throws IOException, MalformedMessage, Complaint {
        if (system == PlayedSystem.PLAYREADY) PlayReadyDevice.write(out, P256.generate(setting.random()));
        else factory().make(setting.clock(), setting.random()).write(out);
    }

    private DeviceFactory factory() throws Complaint {
        return foreignRoot ? DeviceFactory.foreign(setting.clock(), setting.random()) : WidevinePlayer.factory(data);
    }
}
