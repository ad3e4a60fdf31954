package dev.licet.server.e2e;

import dev.licet.domain.Drm;
import dev.licet.domain.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// For every code of the published lists that a token request can raise: a request that raises exactly it.
final class TokenCatalogue {
    static final String KID = "fd1a706ac2b36002888f6d4a414333c3";
    static final String KEY = "5438b719bf47a2f5678237477db2f9e6";
    static final String KEK = "000102030405060708090a0b0c0d0e0f";
    static final String EK = "5dbd06c0056b42fe0b8cf406679620c31bd619732730433d";
    static final String IV = "aa9b9b9cb9dab9b1b2b3b4b5b6b7b8b9";

    /// Who asks: the authenticators of accounts in the states that the codes speak of.
    enum Caller {
        DEMO,
        NOBODY,
        UNKNOWN,
        OTHER_ENVIRONMENT,
        DISABLED,
        EMPTY,
        OPTION_OFF,
        NO_CREDENTIALS
    }

    /// One request that must be refused.
    record Case(int code, Caller caller, Map<String, String> parameters) {
        /// The word of the rule that it breaks.
        String rule() {
            return switch (code) {
                case -3004 -> "error-format";
                case -2018 -> "authenticator";
                case -2031 -> "account";
                case -5002, -6006, -6009, -7011 -> "option";
                case -5003 -> "general-flags";
                case -5004, -5005, -6008, -7002 -> "device-binding";
                case -4018 -> parameters.containsKey("kek") ? "key-source" : "kid";
                case -4020, -4021, -4022 -> "kid";
                case -2005, -2027, -5007 -> "key-source";
                case -5001, -5006 -> "outputs";
                case -2020, -2021, -2022, -2023, -2025 -> ofPlayReady() ? "rights" : "reserved";
                case -2008 -> ofPlayReady() ? "outputs" : "reserved";
                case -6005 -> parameters.containsKey("licetSecurityLevel") ? "key-rules" : "key-source";
                case -4024 -> parameters.containsKey("kek") ? "key" : "key-source";
                case -7003, -7004, -7006 -> "key-rules";
                case -2034 ->
                    ofPlayReady() ? "outputs" : parameters.containsKey("analogVideoOPL") ? "reserved" : "key-rules";
                case -6003 -> "iv";
                case -7007 -> "durations";
                case -6007 -> parameters.containsKey("iv") ? "durations" : "reserved";
                case -2003, -6002 -> "reserved";
                case -2040 ->
                    parameters.containsKey("outputControlFlags")
                            ? ofPlayReady() ? "outputs" : "reserved"
                            : "extensions";
                case -2035, -2036, -2037, -6001, -7009 -> "extensions";
                case -2002 -> "expiration";
                case -2033 -> "cookie";
                case -4019 -> "key";
                case -2019 -> "balance";
                default -> throw new IllegalArgumentException(toString());
            };
        }

        private boolean ofPlayReady() {
            return parameters.containsKey("compressedDigitalAudioOPL");
        }

        @Override
        public String toString() {
            return code + " " + caller + " " + parameters.keySet();
        }
    }

    private final Map<String, String> good;
    private final List<Case> cases = new ArrayList<>();

    private TokenCatalogue(Map<String, String> good) {
        this.good = good;
    }

    static Map<String, String> good(Drm drm) {
        return switch (drm) {
            case WIDEVINE ->
                Api.parameters("kid", KID, "contentKey", KEY, "securityLevel", "1", "hdcpOutputControl", "0");
            case FAIRPLAY -> Api.parameters("contentKey", KEY, "iv", IV);
            case CLEARKEY -> Api.parameters("kid", KID, "contentKey", KEY);
            case PLAYREADY ->
                Api.parameters(
                        "kid", KID,
                        "contentKey", KEY,
                        "rightsType", "BuyToOwn",
                        "analogVideoOPL", "150",
                        "compressedDigitalAudioOPL", "200",
                        "compressedDigitalVideoOPL", "500",
                        "uncompressedDigitalAudioOPL", "250",
                        "uncompressedDigitalVideoOPL", "270");
        };
    }

    static List<Case> of(Drm drm) {
        var catalogue = new TokenCatalogue(good(drm));
        catalogue.all();
        if (drm != Drm.PLAYREADY) catalogue.both();
        switch (drm) {
            case WIDEVINE -> catalogue.widevine();
            case FAIRPLAY -> catalogue.fairPlay();
            case CLEARKEY -> catalogue.clearKey();
            case PLAYREADY -> catalogue.playReady();
        }
        return catalogue.cases;
    }

    /// The codes of `drm`'s list that a token request can raise. `-2030` is raised by a database that is gone,
    /// and has a test of its own.
    static Set<Integer> reachable(Drm drm) {
        var codes = new TreeSet<Integer>();
        for (Refusal refusal : Refusal.values()) {
            boolean listed = isListed(refusal, drm);
            if (listed && refusal.phase() != Refusal.Phase.REDEEM && refusal != Refusal.ADMIN_ERROR) {
                codes.add(refusal.code());
            }
        }
        return codes;
    }

    /// Clear Key has no published list: it raises what Widevine and FairPlay both do.
    private static boolean isListed(Refusal refusal, Drm drm) {
        return drm == Drm.CLEARKEY
                ? refusal.listed().of(Drm.WIDEVINE) && refusal.listed().of(Drm.FAIRPLAY)
                : refusal.listed().of(drm);
    }

    private void all() {
        add(-2002, "expirationTime", "2006-04-14T12:01:10Z");
        add(-2002, "expirationTime", "+2592001");
        add(-2003, "ipAddress", "nowhere");
        add(-2005, "contentKey", "zz38b719bf47a2f5678237477db2f9e6");
        add(-2005, "contentKey", null, "kid", KID);
        add(-2008, "outputControlFlags", "zzzzzzzz");
        from(-2017, Caller.NOBODY);
        from(-2018, Caller.UNKNOWN);
        from(-2018, Caller.OTHER_ENVIRONMENT);
        from(-2019, Caller.EMPTY);
        add(-2027, "contentKey", "00");
        from(-2031, Caller.DISABLED);
        add(-2033, "cookie", "123456789012345678901234567890123");
        add(-2034, "analogVideoOPL", "1000");
        add(-2035, "extensionType", "wudo");
        add(-2040, "outputControlFlags", "00");
        add(-3004, "errorFormat", "xml");
        add(-4019, "contentKey", null, "kek", KEK, "kid", KID);
        add(-4020, "kid", "abc");
        add(-4021, "kid", "^" + "a".repeat(65));
        add(-4022, "kid", "zz1a706ac2b36002888f6d4a414333c3");
        add(-4022, "kid", "^");
        add(-4024, "contentKey", null, "ek", EK, "kid", KID);
        add(-5003, "generalFlags", "0001");
    }

    private void both() {
        add(-2022, "rightsType", "Rental");
        add(-2023, "rental.playDuration", "");
        add(-2025, "rental.playDuration", "x");
        add(-6005, "kek", KEK, "ek", EK);
    }

    private void playReady() {
        add(-2020, "rightsType", null);
        add(-2021, "rightsType", "Lease");
        rental(-2022, "rental.periodEndTime", null);
        rental(-2022, "rental.periodEndTime", "tomorrow");
        rental(-2022, "rental.periodEndTime", "2006-04-14T12:01:10Z");
        rental(-2022, "rental.periodEndTime", "+0");
        rental(-2023, "rental.playDuration", "");
        rental(-2025, "rental.playDuration", "x");
        add(-2034, "minCertSecurityLevel", "2500");
        add(-2034, "algId", "rot13");
        add(-2036, "extensionType", "wud", "extensionPayload", "AAAAAA==");
        add(-2036, "extensionType", "wud0", "extensionPayload", "AAAAAA==");
        add(-2037, "extensionType", "wudo", "extensionPayload", "*");
        add(-2040, "extensionType", "wudo", "extensionPayload", "AAAA");
        add(-4018, "kid", null);
        add(-4024, "contentKey", null, "kek", KEK, "ek", EK.replace('5', '6'));
        add(-5001, "unknownOutputBehavior", "Perhaps");
        from(-5002, Caller.OPTION_OFF);
        add(-5003, "rightsType", "Rental", "rental.periodEndTime", "+60");
        add(-5004, "deviceId", "00");
        add(-5005, "deviceId", KID.replace('f', 'g'));
        for (String name : List.of(
                "analogVideoOPL",
                "compressedDigitalVideoOPL",
                "uncompressedDigitalAudioOPL",
                "uncompressedDigitalVideoOPL")) add(-5006, name, null);
        add(-5007, "kek", KEK, "ek", EK);
    }

    private void rental(int code, String name, String value) {
        add(
                code,
                "rightsType",
                "Rental",
                "generalFlags",
                "00000001",
                "rental.periodEndTime",
                name.equals("rental.periodEndTime") ? value : "+3600",
                name.equals("rental.periodEndTime") ? "cookie" : name,
                name.equals("rental.periodEndTime") ? "rental" : value);
    }

    private void widevine() {
        extensions("wvExtension", -7009);
        add(-4018, "kid", null);
        add(-4024, "contentKey", null, "kek", KEK, "ek", EK.replace('5', '6'));
        add(-6007, "rentalDuration", "x");
        add(-7002, "deviceId", KID);
        add(-7003, "securityLevel", null);
        add(-7004, "securityLevel", "6");
        add(-7006, "hdcpOutputControl", null);
        add(-2034, "hdcpOutputControl", "3");
        add(-7007, "licenseDuration", "soon");
        from(-7011, Caller.OPTION_OFF);
    }

    private void fairPlay() {
        extensions("fpExtension", -6001);
        add(-4024, "contentKey", null, "kek", KEK, "ek", EK.replace('5', '6'));
        add(-4018, "contentKey", null, "kek", KEK);
        add(-2020, "rightsType", "");
        add(-2021, "rightsType", "Lease");
        add(-6002, "tokenType", "widevine");
        add(-6003, "iv", null);
        add(-6003, "iv", "00");
        add(-6005, "contentKey", null, "kek", KEK, "ek", EK, "kid", KID);
        add(-6007, "rentalDuration", "-1");
        add(-6008, "deviceId", KID);
        ownFairPlay();
        from(-6006, Caller.NO_CREDENTIALS);
        from(-6009, Caller.OPTION_OFF);
    }

    private void ownFairPlay() {
        add(-2034, "licetHdcpType", "2");
        add(-5003, "licetPersistent", "1");
        add(-6005, "licetSecurityLevel", "high");
        add(-6007, "licetLeaseDuration", "5m");
        add(-6007, "licetLeaseDuration", "300", "licetPersistent", "true");
        add(-6007, "licetPlaybackDuration", "60");
    }

    private void clearKey() {
        add(-2036, "extensionType", "wud", "extensionPayload", "AAAAAA==");
        add(-2037, "extensionType", "wudo", "extensionPayload", "*");
        add(-2040, "extensionType", "wudo", "extensionPayload", "AAAA");
        add(-4018, "kid", null);
        add(-4024, "contentKey", null, "kek", KEK, "ek", EK.replace('5', '6'));
        add(-6007, "rentalDuration", "x");
        from(-2031, Caller.OPTION_OFF);
    }

    private void extensions(String name, int malformed) {
        add(malformed, name, "wudo");
        add(-2035, name, "wudo,");
        add(-2036, name, "wud,AAAAAA==");
        add(-2037, name, "wudo,*");
        add(-2040, name, "wudo,AAAA");
    }

    private void add(int code, String... changes) {
        var parameters = new LinkedHashMap<>(good);
        parameters.putAll(Api.parameters(changes));
        cases.add(new Case(code, Caller.DEMO, parameters));
    }

    private void from(int code, Caller caller) {
        cases.add(new Case(code, caller, good));
    }
}
