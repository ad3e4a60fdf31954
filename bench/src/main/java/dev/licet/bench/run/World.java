package dev.licet.bench.run;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.device.fairplay.FairPlayClient;
import dev.licet.device.fairplay.SpcOptions;
import dev.licet.device.widevine.DeviceFactory;
import dev.licet.device.widevine.ServiceCertificate;
import dev.licet.device.widevine.WidevineCdm;
import dev.licet.device.widevine.WidevineDevice;
import dev.licet.domain.Drm;
import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.keystore.StoredKey;
import dev.licet.domain.token.Hdcp;
import dev.licet.domain.token.KeyGrant;
import dev.licet.domain.token.Rights;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenId;
import dev.licet.domain.token.TokenSealer;
import dev.licet.drm.wire.MalformedMessage;
import dev.licet.drm.wire.WidevineContentId.LicenseType;
import dev.licet.drm.wire.WidevinePssh;
import dev.licet.server.config.Config;
import dev.licet.server.config.Key;
import dev.licet.storage.Database;
import dev.licet.storage.DatabaseSettings;
import dev.licet.storage.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a storefront and its viewers know of an installation: tokens, devices, a stored key. It looks into the
/// database of the service, so that a hundred thousand tokens need not be asked for.
public final class World implements AutoCloseable {
    static final String KID = "fd1a706ac2b36002888f6d4a414333c3";
    static final String KEY = "5438b719bf47a2f5678237477db2f9e6";
    static final String KEK = "000102030405060708090a0b0c0d0e0f";
    static final String EK = "5dbd06c0056b42fe0b8cf406679620c31bd619732730433d";
    static final String IV = "aa9b9b9cb9dab9b1b2b3b4b5b6b7b8b9";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.system();
    private static final HexFormat HEX = HexFormat.of();

    private static final int DEVICE_RSA_BITS = 2048;

    private final Path data;
    private final Database database;
    private final TokenSealer sealer;
    private final AccountId account;

    /// @param account whose tokens are made
    public World(Path data, AccountId account) {
        this(Config.read(Optional.empty(), Map.of(Key.DATA, data.toString())), account);
    }

    /// @param account whose tokens are made
    World(Config config, AccountId account) {
        this.data = config.data();
        this.account = account;
        var master = MasterKey.inFile(config.masterKeyFile(), RANDOM);
        database = Database.open(DatabaseSettings.forCommand(config.place(), master, CLOCK, RANDOM));
        sealer = new TokenSealer(database.sealingKeys(), RANDOM);
    }

    AccountId account() {
        return account;
    }

    /// Its database.
    public Database database() {
        return database;
    }

    /// Its sealer of tokens.
    public TokenSealer sealer() {
        return sealer;
    }

    /// Puts [#EK] into the key store as [#KID].
    public void storeKey() {
        var none = Optional.<String>empty();
        var key = new StoredKey(new KeyId(KID), HEX.parseHex(EK), none, none, none, Optional.empty(), CLOCK.instant());
        database.contentKeys().put(account, Environment.TEST, key);
    }

    /// A token that nobody has redeemed.
    public Token token(Drm drm) {
        Instant now = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Token(
                Environment.TEST,
                drm,
                account,
                TokenId.fresh(Instant.now(), RANDOM),
                now,
                now.plus(Duration.ofHours(6)),
                rights(drm),
                Optional.empty(),
                Optional.of("bench"));
    }

    /// The text of such a token.
    public String sealedToken(Drm drm) {
        return sealer.seal(token(drm));
    }

    private static Rights rights(Drm drm) {
        Optional<KeyId> kid = drm == Drm.WIDEVINE ? Optional.of(new KeyId(KID)) : Optional.empty();
        Optional<SecretBytes> iv = drm == Drm.FAIRPLAY ? Optional.of(SecretBytes.parseHex(IV)) : Optional.empty();
        var grant = new KeyGrant(kid, SecretBytes.parseHex(KEY), 1, Hdcp.NONE, Optional.empty());
        var none = Optional.<Duration>empty();
        return new Rights(List.of(grant), iv, none, none, none, false, List.of());
    }

    /// Challenges of many Widevine devices.
    ///
    /// @param privacy whether the devices hide who they are
    public List<byte[]> widevine(int devices, int challenges, boolean privacy) {
        return challenges(devices, challenges / devices, privacy, factory -> factory.make(CLOCK, RANDOM));
    }

    /// One challenge of each of many Widevine devices, which share a key and have certificates of their own.
    List<byte[]> strangers(int devices) {
        var key = RsaPrivateKey.generate(DEVICE_RSA_BITS, RANDOM);
        return challenges(devices, 1, false, factory -> factory.make(key, CLOCK, RANDOM));
    }

    /// How a factory makes a device.
    private interface Making {
        WidevineDevice by(DeviceFactory factory) throws MalformedMessage;
    }

    private List<byte[]> challenges(int devices, int each, boolean privacy, Making making) {
        try {
            var factory = DeviceFactory.load(data);
            Optional<ServiceCertificate> service = privacy ? Optional.of(service()) : Optional.empty();
            byte[] pssh = WidevinePssh.ofKeyIds(List.of(HEX.parseHex(KID))).toBytes();
            var made = new ArrayList<byte[]>();
            for (int i = 0; i < devices; i++) {
                var cdm = new WidevineCdm(making.by(factory), CLOCK, RANDOM);
                for (int j = 0; j < each; j++)
                    made.add(cdm.challenge(pssh, LicenseType.STREAMING, service).body());
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedMessage e) {
            throw new IllegalStateException(e);
        }
    }

    private ServiceCertificate service() throws MalformedMessage {
        var identity = database.widevineTrust().identities().getFirst();
        return ServiceCertificate.read(identity.serviceCertificate(), Optional.empty());
    }

    /// SPCs of many FairPlay devices.
    ///
    /// @param version 1 or 2
    public List<byte[]> fairPlay(int challenges, int version) {
        byte[] certificate = database.fairPlayCredentials()
                .of(account, Environment.TEST)
                .getFirst()
                .certificate();
        var made = new ArrayList<byte[]>();
        for (int i = 0; i < challenges; i++) {
            made.add(FairPlayClient.standIn(certificate, ask(), CLOCK, RANDOM)
                    .request(SpcOptions.ordinary(version))
                    .spc());
        }
        return made;
    }

    private SecretBytes ask() {
        try {
            return SecretBytes.parseHex(
                    Files.readString(data.resolve("device-factory").resolve("fairplay-ask.hex"))
                            .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
