package dev.licet.device.fairplay;

import dev.licet.crypto.Aes;
import dev.licet.crypto.SecretBytes;
import dev.licet.drm.wire.CkcContainer;
import dev.licet.drm.wire.CkcPayload;
import dev.licet.drm.wire.FairPlayKeys;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.SpcBuilder;
import dev.licet.drm.wire.SpcPlaybackState;
import dev.licet.drm.wire.SpcSessionBlock;
import dev.licet.drm.wire.Tllv;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// One SPC on its way, and what the device keeps to itself until the CKC comes.
public final class SpcSession {
    private final byte[] spc;
    private final SpcSessionBlock secrets;
    private final byte[] antiReplaySeed;
    private final List<Tllv> wantedBack;
    private final Optional<Integer> playbackState;
    private final long playback;

    SpcSession(byte[] spc, SpcBuilder builder, Optional<Integer> playbackState, long playback) {
        this.spc = spc;
        this.secrets = builder.session();
        this.antiReplaySeed = builder.antiReplaySeed();
        this.wantedBack = builder.returned();
        this.playbackState = playbackState;
        this.playback = playback;
    }

    /// The SPC, unwrapped.
    public byte[] spc() {
        return spc.clone();
    }

    /// The number of the playback session, which renewals repeat.
    long playback() {
        return playback;
    }

    /// Opens a CKC as strictly as a device does.
    /// @throws MalformedMessage says why a device would reject it
    public FairPlayLicense open(byte[] ckc) throws MalformedMessage {
        SecretBytes key = FairPlayKeys.ckcKey(secrets.r1(), antiReplaySeed);
        CkcPayload payload = CkcPayload.read(CkcContainer.read(ckc).open(key));
        require(Arrays.equals(payload.r1(), secrets.r1()), "CKC holds another R1");
        boolean back = new HashSet<>(payload.others()).containsAll(wantedBack);
        require(back, "CKC does not return what the SPC asked for, unchanged");
        checkDuration(payload);
        return new FairPlayLicense(
                SecretBytes.taking(Aes.decryptBlock(secrets.sk(), payload.encryptedKey())),
                payload.contentIv(),
                payload.duration(),
                payload.offline(),
                payload.hdcp(),
                payload.level(),
                payload.others());
    }

    private void checkDuration(CkcPayload payload) throws MalformedMessage {
        boolean has = payload.duration().isPresent();
        require(!has || playbackState.isPresent(), "CKC holds a key duration, but the SPC had no playback state");
        boolean playing =
                playbackState.filter(state -> state == SpcPlaybackState.PLAYING).isPresent();
        require(has || !playing, "CKC holds no key duration, but the device is playing");
    }

    private static void require(boolean right, String otherwise) throws MalformedMessage {
        if (!right) throw new MalformedMessage(otherwise);
    }
}
