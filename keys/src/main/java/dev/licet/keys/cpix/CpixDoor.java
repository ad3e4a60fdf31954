package dev.licet.keys.cpix;

import dev.licet.crypto.RsaPrivateKey;
import dev.licet.crypto.SecretBytes;
import dev.licet.domain.Refused;
import dev.licet.domain.Rule;
import dev.licet.domain.Thrown;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.packager.KeyOrder;
import dev.licet.domain.packager.KeyOrders;
import dev.licet.domain.packager.KeyProvider;
import dev.licet.domain.packager.PackagedKey;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.domain.packager.Period;
import dev.licet.domain.packager.ProtectionSystem;
import dev.licet.domain.packager.Provision;
import dev.licet.domain.packager.Scheme;
import dev.licet.domain.packager.ServedKey;
import dev.licet.domain.packager.TrackOrders;
import dev.licet.domain.token.TrackType;
import dev.licet.keys.Refusing;
import dev.licet.keys.Signalling;
import dev.licet.keys.cpix.ContractRules.Use;
import dev.licet.keys.xml.MalformedXml;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The door for packagers that take a CPIX document as it is, and for documents that others have made.
public final class CpixDoor {
    private static final String ALL = "ALL";

    private final KeyProvider provider;

    public CpixDoor(KeyProvider provider) {
        this.provider = provider;
    }

    /// What somebody gets.
    public sealed interface Answer {
        /// A document with keys.
        record Document(byte[] bytes) implements Answer {}

        /// Keys were taken in.
        record Taken(String contentId, List<KeyId> kids) implements Answer {}

        /// Nothing, and why.
        record Denied(Refused why) implements Answer {}
    }

    /// A wish for a document, in the words of the query.
    ///
    /// @param contentId for what content
    /// @param tracks    `AUDIO`, `SD`, `HD`, `UHD1`, `UHD2` with commas, or `ALL` for one key
    /// @param scheme    of Common Encryption; as before where the content is known, else `cenc`
    /// @param drm       words of [ProtectionSystem] with commas
    /// @param version   `2.3` or `2.4`
    /// @param bounds    `shaka` or `aws`: where SD ends
    /// @param period    the index of the key period, where keys rotate
    /// @param keyUrl    where players of AES-128 fetch keys
    public record Wish(
            String contentId,
            String tracks,
            Optional<String> scheme,
            String drm,
            String version,
            String bounds,
            Optional<String> period,
            String keyUrl) {}

    /// Writes a document with the keys of a piece of content. Asking again gives the same keys.
    public Answer document(PackagerCall call, Wish wish) {
        try {
            List<PackagedKey> present = provider.present(call.account(), call.environment(), wish.contentId());
            Scheme scheme = scheme(wish, present);
            Set<ProtectionSystem> systems = systems(wish.drm(), scheme);
            KeyOrders orders = orders(wish.contentId(), Optional.of(scheme), systems, wanted(call, wish, present));
            var setting = Signalling.Setting.of(provider, call, wish.contentId(), wish.keyUrl());
            var writer = new CpixWriter(version(wish.version()), bounds(wish.bounds()), scheme, systems, setting);
            return switch (provider.provide(call, orders)) {
                case Provision.Denied(Refused why) -> new Answer.Denied(why);
                case Provision.Served(List<ServedKey> keys) -> new Answer.Document(writer.document(keys));
            };
        } catch (Refusing refusing) {
            return denied(call, refusing);
        }
    }

    private Answer denied(PackagerCall call, Refusing refusing) {
        provider.refuse(call, Optional.empty(), refusing.why());
        return new Answer.Denied(refusing.why());
    }

    private static Scheme scheme(Wish wish, List<PackagedKey> present) throws Refusing {
        if (wish.scheme().isEmpty()) {
            return present.stream()
                    .flatMap(key -> key.scheme().stream())
                    .filter(known -> known.common().filter(known::equals).isPresent())
                    .findFirst()
                    .orElse(Scheme.CENC);
        }
        return Scheme.named(wish.scheme().get())
                .filter(known -> known.common().filter(known::equals).isPresent())
                .orElseThrow(() -> new Refusing(Rule.CPIX_KEYS, "scheme must be cenc, cens, cbc1 or cbcs"));
    }

    private static Set<ProtectionSystem> systems(String words, Scheme scheme) throws Refusing {
        var systems = EnumSet.noneOf(ProtectionSystem.class);
        for (String word : words.split(",", -1)) {
            ProtectionSystem system = ProtectionSystem.named(word.strip())
                    .orElseThrow(() ->
                            badSystem("drm must be widevine, playready, fairplay or common, with commas between"));
            if (!system.plays(scheme)) throw badSystem(system.word() + " cannot play " + scheme.word());
            systems.add(system);
        }
        return systems;
    }

    private static String version(String text) throws Refusing {
        if (text.equals("2.3") || text.equals("2.4")) return text;
        throw new Refusing(Rule.CPIX_VERSION, "version must be 2.3 or 2.4");
    }

    /// Where the kinds of pictures end, in pixels.
    private static List<Long> bounds(String word) throws Refusing {
        return switch (word) {
            case "shaka" -> List.of(442_368L, 2_073_600L, 8_847_360L);
            case "aws" -> TrackTypes.BOUNDS;
            default -> throw new Refusing(Rule.CONTRACT, "bounds must be shaka or aws");
        };
    }

    private static List<KeyOrder> wanted(PackagerCall call, Wish wish, List<PackagedKey> present) throws Refusing {
        OptionalLong index = index(wish.period());
        var tracks = new TrackOrders(call, wish.contentId(), present);
        var orders = new ArrayList<KeyOrder>();
        for (String word : wish.tracks().split(",", -1)) {
            String track = word.strip();
            TrackType type = type(track);
            orders.add(index.isPresent() ? tracks.in(index, track, type) : tracks.onAir(track, type));
        }
        boolean mixed = orders.size() > 1
                && orders.stream().anyMatch(order -> order.track().equals(ALL));
        if (mixed) throw new Refusing(Rule.CONTRACT, "ALL stands alone in tracks");
        return orders;
    }

    private static OptionalLong index(Optional<String> text) throws Refusing {
        if (text.isEmpty()) return OptionalLong.empty();
        boolean number = text.get().matches("[0-9]{1,10}") && Long.parseLong(text.get()) <= Period.GREATEST_INDEX;
        if (!number) throw new Refusing(Rule.CONTRACT, "period must be a number from 0 to 4294967295");
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    private static TrackType type(String track) throws Refusing {
        if (track.equals(ALL)) return TrackType.HD;
        for (TrackType type : TrackType.values()) if (type.name().equals(track)) return type;
        throw new Refusing(Rule.CONTRACT, "tracks must be AUDIO, SD, HD, UHD1 and UHD2 with commas between, or ALL");
    }

    private static KeyOrders orders(
            String contentId, Optional<Scheme> scheme, Set<ProtectionSystem> systems, List<KeyOrder> keys)
            throws Refusing {
        try {
            return new KeyOrders(contentId, scheme, systems, keys);
        } catch (IllegalArgumentException bad) {
            throw new Refusing(Rule.CPIX_CONTENT, Thrown.words(bad));
        }
    }

    private static Refusing badSystem(String sentence) {
        return new Refusing(Rule.CPIX_SYSTEMS, sentence);
    }

    /// Takes the keys of a document in, under the caller's kek.
    ///
    /// @param contentId in place of what the document says
    /// @param recipient what opens a document whose keys are encrypted
    public Answer take(
            PackagerCall call, byte[] document, Optional<String> contentId, Optional<RsaPrivateKey> recipient) {
        try {
            XmlElement root = XmlReader.read(document);
            if (!root.is(Names.CPIX, "CPIX")) throw new Refusing(Rule.DOCUMENT, "The document is no CPIX document");
            Once.check(root);
            Map<KeyId, SecretBytes> values = new CpixKeys(recipient).read(root);
            KeyOrders orders = taken(root, contentId, values.keySet());
            return switch (provider.take(call, orders, List.copyOf(values.values()))) {
                case Provision.Denied(Refused why) -> new Answer.Denied(why);
                case Provision.Served(List<ServedKey> keys) -> new Answer.Taken(orders.contentId(), orders.kids());
            };
        } catch (MalformedXml notXml) {
            return denied(call, new Refusing(Rule.DOCUMENT, notXml.getMessage()));
        } catch (Refusing refusing) {
            return denied(call, refusing);
        }
    }

    private static KeyOrders taken(XmlElement root, Optional<String> contentId, Set<KeyId> kids) throws Refusing {
        String named = contentId
                .or(() -> root.attribute("contentId"))
                .or(() -> root.attribute("id"))
                .orElse("");
        Map<KeyId, Use> uses = new ContractRules(Periods.of(root)).readFirst(root);
        var unknown = new Use("", TrackType.HD, Period.ALWAYS);
        var keys = new ArrayList<KeyOrder>();
        for (KeyId kid : kids) {
            Use use = uses.getOrDefault(kid, unknown);
            keys.add(new KeyOrder(kid, use.track(), use.type(), use.period(), Optional.empty()));
        }
        return orders(named, scheme(root), systems(root), keys);
    }

    private static Optional<Scheme> scheme(XmlElement root) throws Refusing {
        var schemes = new HashSet<String>();
        for (XmlElement key : CpixKeys.contentKeys(root)) {
            key.attribute("commonEncryptionScheme").ifPresent(schemes::add);
        }
        return schemes.size() == 1 ? Scheme.named(schemes.iterator().next()) : Optional.empty();
    }

    private static Set<ProtectionSystem> systems(XmlElement root) {
        var systems = EnumSet.noneOf(ProtectionSystem.class);
        root.first(Names.CPIX, "DRMSystemList").stream()
                .flatMap(list -> list.all(Names.CPIX, "DRMSystem").stream())
                .flatMap(system ->
                        ProtectionSystem.withId(system.attribute("systemId").orElse("")).stream())
                .forEach(systems::add);
        return systems;
    }
}
