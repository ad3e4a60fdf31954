package dev.licet.drm.wire;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a PlayReady challenge says in the clear. Who the client is stands encrypted to Microsoft's server SDK
/// and cannot be read here (reference: playready.md 1 and 3). The client has signed all of it.
///
/// @param headerVersion   of the content's header, `4.0.0.0` to `4.3.0.0`
/// @param kids            of the header, 16 bytes each, in the order in which a UUID is printed
/// @param algorithms      how the content of each kid is encrypted, in the order of the kids: `AESCTR`, `AESCBC`, or
///                        nothing where the header does not say it
/// @param laUrl           of the header
/// @param clientVersion   e.g. `10.0.16384.10011`
/// @param revocationLists versions by the id of the list
/// @param customData      what the application put in
/// @param nonce           which the answer must repeat
/// @param clientTime      seconds since 1970
/// @param signingKey      the point on P-256 of the key that signed the challenge, 64 bytes; certified to
///                        nobody here
public record PlayReadyChallenge(
        Optional<String> headerVersion,
        List<byte[]> kids,
        List<String> algorithms,
        Optional<String> laUrl,
        Optional<String> clientVersion,
        Map<String, String> revocationLists,
        Optional<String> customData,
        Optional<String> nonce,
        Optional<Long> clientTime,
        Optional<byte[]> signingKey) {
    private static final int MOST_KIDS = 64;
    private static final int LONGEST_NUMBER = 18;

    public PlayReadyChallenge {
        kids = List.copyOf(kids);
        algorithms = List.copyOf(algorithms);
        revocationLists = Map.copyOf(revocationLists);
    }

    /// @param acquire the element `AcquireLicense`
    static PlayReadyChallenge read(XmlElement acquire) throws MalformedMessage {
        var challenge = acquire.at("challenge", "Challenge")
                .orElseThrow(() -> new MalformedMessage("AcquireLicense: no challenge"));
        var signed = challenge.only("LA").orElseThrow(() -> new MalformedMessage("challenge: no LA"));
        var header = signed.at("ContentHeader", "WRMHEADER")
                .orElseThrow(() -> new MalformedMessage("challenge: no content header"));
        var named = named(header);
        return new PlayReadyChallenge(
                Optional.ofNullable(header.attributes().get("version")),
                kids(named),
                named.stream().map(Named::algorithm).toList(),
                header.textAt("DATA", "LA_URL"),
                signed.textAt("CLIENTINFO", "CLIENTVERSION"),
                revocationLists(signed),
                signed.textAt("CustomData"),
                signed.textAt("LicenseNonce"),
                signed.textAt("ClientTime").flatMap(PlayReadyChallenge::seconds),
                challenge
                        .textAt("Signature", "KeyInfo", "KeyValue", "ECCKeyValue", "PublicKey")
                        .flatMap(PlayReadyChallenge::point));
    }

    /// A kid as it is spelled, with what the header says about its content.
    private record Named(String kid, String algorithm) {
        static Named of(XmlElement kid) {
            return new Named(
                    kid.attributes().getOrDefault("VALUE", ""), kid.attributes().getOrDefault("ALGID", ""));
        }
    }

    /// Header 4.0 has one kid as a text, 4.1 one as an attribute, later ones a list (reference: speke-cpix.md
    /// 6.1).
    private static List<Named> named(XmlElement header) throws MalformedMessage {
        var named = new ArrayList<Named>();
        String algorithm = header.textAt("DATA", "PROTECTINFO", "ALGID").orElse("");
        header.textAt("DATA", "KID").map(kid -> new Named(kid, algorithm)).ifPresent(named::add);
        header.at("DATA", "PROTECTINFO", "KID").map(Named::of).ifPresent(named::add);
        var list = header.at("DATA", "PROTECTINFO", "KIDS").map(all -> all.all("KID"));
        list.ifPresent(all -> all.forEach(kid -> named.add(Named.of(kid))));
        if (named.size() > MOST_KIDS) throw new MalformedMessage("header: more than " + MOST_KIDS + " kids");
        return named;
    }

    private static List<byte[]> kids(List<Named> named) throws MalformedMessage {
        var kids = new ArrayList<byte[]>();
        for (Named one : named) {
            kids.add(PlayReadyGuid.read(one.kid()).orElseThrow(() -> new MalformedMessage("header: a kid is no GUID")));
        }
        return kids;
    }

    private static Map<String, String> revocationLists(XmlElement signed) throws MalformedMessage {
        var lists = new LinkedHashMap<String, String>();
        var all = signed.only("RevocationLists").map(given -> given.all("RevListInfo"));
        for (XmlElement list : all.orElse(List.of())) {
            lists.putIfAbsent(
                    list.textAt("ListID").orElse(""), list.textAt("Version").orElse(""));
        }
        return lists;
    }

    private static Optional<Long> seconds(String text) {
        boolean digits = text.length() <= LONGEST_NUMBER && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static Optional<byte[]> point(String text) {
        try {
            byte[] point = Base64.getMimeDecoder().decode(text);
            return point.length == 64 ? Optional.of(point) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
