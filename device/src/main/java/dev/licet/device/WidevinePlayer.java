package dev.licet.device;

import dev.licet.device.widevine.DeviceFactory;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.device.widevine.WidevineDevice;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevinePssh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Plays with a Widevine device.
final class WidevinePlayer implements Player {
    private static final int KID_BYTES = 16;

    private final Setting setting;
    private final WidevineFlags flags;

    WidevinePlayer(Setting setting, WidevineFlags flags) {
        this.setting = setting;
        this.flags = flags;
    }

    @Override
    public List<String> misbehaviours() {
        return WidevineMisbehaviour.words();
    }

    @Override
    public Outcome play(PlayRequest request) throws Complaint {
        var misbehaviour = request.misbehave().flatMap(WidevineMisbehaviour::of);
        byte[] pssh = WidevinePssh.ofKeyIds(kids()).toBytes();
        var device = device(request.data(), misbehaviour);
        var cdm = new WidevineCdm(device, setting.clock(), setting.random());
        return new WidevineConversation(request, cdm, misbehaviour, setting).play(pssh, flags.privacy);
    }

    private List<byte[]> kids() throws Complaint {
        return kids(flags.kids);
    }

    /// Reads what came with `--kid`.
    static List<byte[]> kids(List<String> texts) throws Complaint {
        var kids = new ArrayList<byte[]>();
        for (String kid : texts) {
            if (!kid.matches("[0-9a-fA-F]{" + 2 * KID_BYTES + "}")) {
                throw new Complaint(ExitCode.USAGE, "--kid must be 32 hexadecimal digits");
            }
            kids.add(HexFormat.of().parseHex(kid));
        }
        return kids;
    }

    private WidevineDevice device(Path data, Optional<WidevineMisbehaviour> misbehaviour) throws Complaint {
        boolean foreign = misbehaviour.equals(Optional.of(WidevineMisbehaviour.FOREIGN_ROOT));
        if (foreign) return make(DeviceFactory.foreign(setting.clock(), setting.random()));
        return flags.device == null ? make(factory(data)) : load(flags.device, data);
    }

    private WidevineDevice make(DeviceFactory factory) throws Complaint {
        try {
            return factory.make(setting.clock(), setting.random());
        } catch (MalformedMessage malformed) {
            throw new Complaint(ExitCode.USAGE, malformed.getMessage());
        }
    }

    /// A lone `.wvd` file does not hold the root; the server's own is taken if it is at hand.
    private static WidevineDevice load(Path path, Path data) throws Complaint {
        try {
            var device = WidevineDevice.load(path);
            return device.root().isPresent() ? device : new WidevineDevice(device.file(), DeviceFactory.root(data));
        } catch (IOException unreadable) {
            throw new Complaint(ExitCode.USAGE, "there is no device at " + path);
        } catch (MalformedMessage malformed) {
            throw new Complaint(ExitCode.USAGE, path + ": " + malformed.getMessage());
        }
    }

    static DeviceFactory factory(Path data) throws Complaint {
        try {
            return DeviceFactory.load(data);
        } catch (IOException unreadable) {
            throw new Complaint(
                    ExitCode.USAGE,
                    "there is no device-factory in " + data + ": name the server's data directory with --data");
        } catch (MalformedMessage malformed) {
            throw new Complaint(ExitCode.USAGE, data + "/device-factory: " + malformed.getMessage());
        }
    }
}
