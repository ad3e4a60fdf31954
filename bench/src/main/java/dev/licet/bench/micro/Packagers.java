package dev.licet.bench.micro;

import dev.licet.domain.Environment;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.keys.speke.CopyProtection;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A SPEKE request of the largest usual kind: eight keys for three DRM systems, all of it but HTTP. The goal is
/// 2 ms of a core. The commit of its record is in it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Packagers {
    private static final List<String> TRACKS = List.of(
            "SD", "HD1", "HD2", "UHD1", "UHD2", "STEREO_AUDIO", "MULTICHANNEL_AUDIO_3_6", "MULTICHANNEL_AUDIO_7");
    private static final List<String> SYSTEMS = List.of(
            "edef8ba9-79d6-4ace-a3c8-27dcd51d21ed",
            "9a04f079-9840-4286-ab92-e65be0885f95",
            "94ce86fb-07ff-4f43-adb8-93d2fa968ca2");

    private CopyProtection speke;
    private PackagerCall call;
    private CopyProtection.Asked asked;

    @Setup
    public void make(Installation installation) {
        var database = installation.database;
        var account = installation.account.id();
        database.administration().packagerSeeds().create(account, Environment.TEST);
        var provider = new KeyProvider(database.packagerPorts(), installation.clock, installation.random);
        speke = new CopyProtection(provider, installation.random);
        call = new PackagerCall(account, Environment.TEST, "request", "speke 2.1", "bench", Optional.empty());
        byte[] document = document().getBytes(StandardCharsets.UTF_8);
        asked = new CopyProtection.Asked(Optional.of("2.1"), document, "http://localhost/hms/ck/key");
    }

    private static String document() {
        var random = new Random(1);
        var keys = new StringBuilder();
        var systems = new StringBuilder();
        var rules = new StringBuilder();
        for (String track : TRACKS) {
            String kid = kid(random);
            keys.append("<ContentKey kid=\"" + kid + "\" commonEncryptionScheme=\"cbcs\"/>");
            for (String system : SYSTEMS) {
                systems.append("<DRMSystem kid=\"" + kid + "\" systemId=\"" + system + "\"><PSSH/>"
                        + "<ContentProtectionData/><HLSSignalingData playlist=\"media\"/>"
                        + "<HLSSignalingData playlist=\"multiVariant\"/></DRMSystem>");
            }
            rules.append("<ContentKeyUsageRule kid=\"" + kid + "\" intendedTrackType=\"" + track + "\">"
                    + (track.contains("AUDIO") ? "<AudioFilter/>" : "<VideoFilter/>") + "</ContentKeyUsageRule>");
        }
        return "<CPIX xmlns=\"urn:dashif:org:cpix\" contentId=\"bench\" version=\"2.4\"><ContentKeyList>" + keys
                + "</ContentKeyList><DRMSystemList>" + systems + "</DRMSystemList><ContentKeyUsageRuleList>" + rules
                + "</ContentKeyUsageRuleList></CPIX>";
    }

    private static String kid(Random random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String hex = HexFormat.of().formatHex(bytes);
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-"
                + hex.substring(16, 20) + "-" + hex.substring(20);
    }

    @Benchmark
    public Object eightKeysForThreeSystems() {
        if (speke.answer(call, asked) instanceof CopyProtection.Answer.Filled filled) return filled;
        throw new IllegalStateException("the document was refused");
    }
}
