package dev.licet.domain.token;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;

/// The bytes of what only PlayReady tokens have, as [ByteForm] describes them.
final class PlayReadyForm {
    private static final int OUTPUT_CONTROLS = 1;
    private static final int DEVICE = 1 << 1;
    private static final int DEVICE_BYTES = 16;

    private PlayReadyForm() {}

    static void put(ByteBuffer out, PlayReadyRules rules) {
        out.put((byte) rules.purchase().ordinal());
        out.putInt((int) rules.end().map(Instant::getEpochSecond).orElse(0L).longValue());
        out.put((byte) rules.unknownOutputs().ordinal());
        out.put((byte) (ByteForm.bit(rules.outputControls().isPresent(), OUTPUT_CONTROLS)
                | ByteForm.bit(rules.device().isPresent(), DEVICE)));
        rules.outputControls().ifPresent(out::putInt);
        rules.device().ifPresent(device -> out.put(HexFormat.of().parseHex(device)));
        for (PlayReadyRules.KeyRules key : rules.keys()) putKeyRules(out, key);
    }

    private static void putKeyRules(ByteBuffer out, PlayReadyRules.KeyRules key) {
        out.putShort((short) key.securityLevel());
        out.put((byte) key.algorithm().ordinal());
        out.putShort((short) key.levels().analogVideo());
        out.putShort((short) key.levels().compressedDigitalAudio());
        out.putShort((short) key.levels().compressedDigitalVideo());
        out.putShort((short) key.levels().uncompressedDigitalAudio());
        out.putShort((short) key.levels().uncompressedDigitalVideo());
    }

    static PlayReadyRules read(ByteBuffer in, int keys) {
        var purchase = PlayReadyRules.Purchase.values()[in.get()];
        var end = Optional.of(ByteForm.instant(in)).filter(time -> time.getEpochSecond() > 0);
        var unknown = PlayReadyRules.UnknownOutputs.values()[in.get()];
        int present = in.get();
        var controls = ByteForm.optional(present, OUTPUT_CONTROLS, in::getInt);
        var device =
                ByteForm.optional(present, DEVICE, () -> HexFormat.of().formatHex(ByteForm.take(in, DEVICE_BYTES)));
        var rules = new ArrayList<PlayReadyRules.KeyRules>();
        for (int i = 0; i < keys; i++) rules.add(keyRules(in));
        return new PlayReadyRules(purchase, end, unknown, controls, device, rules);
    }

    private static PlayReadyRules.KeyRules keyRules(ByteBuffer in) {
        int level = in.getShort();
        var algorithm = PlayReadyRules.Algorithm.values()[in.get()];
        var levels = new PlayReadyRules.OutputLevels(
                in.getShort(), in.getShort(), in.getShort(), in.getShort(), in.getShort());
        return new PlayReadyRules.KeyRules(level, algorithm, levels);
    }
}
