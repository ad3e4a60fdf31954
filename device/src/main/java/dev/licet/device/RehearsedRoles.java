package dev.licet.device;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.FairPlayClient;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.device.widevine.DeviceFactory;
import dev.licet.device.widevine.ServiceCertificate;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevinePssh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes the devices of a rehearsal and what they send.
final class RehearsedRoles {
    private static final int DEVICES = 32;
    private static final int RSA_BITS = 2048;
    private static final String BINARY = "application/octet-stream";
    private static final String KID = "fd1a706ac2b36002888f6d4a414333c3";
    private static final String KEY = "&contentKey=5438b719bf47a2f5678237477db2f9e6";
    private static final String ROBUSTNESS = "&securityLevel=1&hdcpOutputControl=0";
    private static final String IV = "iv=aa9b9b9cb9dab9b1b2b3b4b5b6b7b8b9";
    private static final String ASKED = "{\"kids\":[\"_RpwasKzYAKIj21KQUMzww\"],\"type\":\"temporary\"}";

    private final Setting setting;
    private final Path data;
    private final RehearsedServer server;

    RehearsedRoles(Setting setting, Path data, RehearsedServer server) {
        this.setting = setting;
        this.data = data;
        this.server = server;
    }

    List<RehearsedRole> all() throws Complaint {
        try {
            var key = RsaPrivateKey.generate(RSA_BITS, setting.random());
            var plain = widevine(devices(key), Optional.empty());
            var known = devices(key);
            var hidden = widevine(known, Optional.of(certificate(plain, known.getFirst())));
            return List.of(plain, hidden, fairPlay(1), fairPlay(2), clearKey());
        } catch (IOException unreadable) {
            throw new Complaint(ExitCode.USAGE, "there is no device-factory in " + data);
        } catch (MalformedMessage malformed) {
            throw new Complaint(ExitCode.UNUSABLE, malformed.getMessage());
        }
    }

    /// They share a key, because making one takes long, and have certificates of their own.
    private List<WidevineCdm> devices(RsaPrivateKey key) throws IOException, MalformedMessage {
        var factory = DeviceFactory.load(data);
        var made = new ArrayList<WidevineCdm>();
        for (int i = 0; i < DEVICES; i++) {
            var device = factory.make(key, setting.clock(), setting.random());
            made.add(new WidevineCdm(device, setting.clock(), setting.random()));
        }
        return made;
    }

    private ServiceCertificate certificate(RehearsedRole plain, WidevineCdm cdm) throws Complaint, MalformedMessage {
        return cdm.serviceCertificate(server.post(server.token(plain), BINARY, cdm.certificateRequest()));
    }

    private static RehearsedRole widevine(List<WidevineCdm> devices, Optional<ServiceCertificate> service)
            throws MalformedMessage {
        byte[] pssh =
                WidevinePssh.ofKeyIds(List.of(HexFormat.of().parseHex(KID))).toBytes();
        var challenges = new ArrayList<byte[]>();
        for (WidevineCdm cdm : devices)
            challenges.add(cdm.challenge(pssh, LicenseType.STREAMING, service).body());
        return new RehearsedRole(PlayedSystem.WIDEVINE, "kid=" + KID + KEY + ROBUSTNESS, BINARY, challenges);
    }

    private static RehearsedRole clearKey() {
        byte[] asked = ASKED.getBytes(StandardCharsets.US_ASCII);
        return new RehearsedRole(PlayedSystem.CLEARKEY, "kid=" + KID + KEY, "application/json", List.of(asked));
    }

    private RehearsedRole fairPlay(int version) throws Complaint, IOException {
        var ask = SecretBytes.parseHex(
                Files.readString(FairPlayPlayer.askFile(data)).strip());
        byte[] certificate = server.certificate();
        var spcs = new ArrayList<byte[]>();
        for (int i = 0; i < DEVICES; i++) {
            var client = FairPlayClient.standIn(certificate, ask, setting.clock(), setting.random());
            spcs.add(client.request(SpcOptions.ordinary(version)).spc());
        }
        return new RehearsedRole(PlayedSystem.FAIRPLAY, IV + KEY, BINARY, spcs);
    }
}
