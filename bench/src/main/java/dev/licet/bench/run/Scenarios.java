package dev.licet.bench.run;

import dev.licet.bench.load.Requests;
import dev.licet.domain.Drm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// The requests of storefronts and players.
final class Scenarios {
    static final String BINARY = "application/octet-stream";
    static final String FORM = "application/x-www-form-urlencoded";

    /// How many different challenges take turns.
    static final int POOL = 512;

    /// Twice as many as are remembered.
    private static final int STRANGERS = 4096;

    private static final int COOKIE = 24;
    private static final HexFormat HEX = HexFormat.of();
    private static final int MOST_TOKENS = 500_000;

    private final World world;
    private final String authenticator;
    private final int pool;

    /// @param pool how many different challenges there are; every request has a token of its own
    Scenarios(World world, String authenticator, int pool) {
        this.world = world;
        this.authenticator = authenticator;
        this.pool = pool;
    }

    /// The query of a token request.
    static String query(String authenticator, String keys) {
        return "customerAuthenticator=" + authenticator + "&" + keys;
    }

    static final String PLAIN_KEYS =
            "kid=" + World.KID + "&contentKey=" + World.KEY + "&securityLevel=1&hdcpOutputControl=0";

    List<Scenario> tokens() {
        String wrapped =
                "kid=" + World.KID + "&kek=" + World.KEK + "&ek=" + World.EK + "&securityLevel=1&hdcpOutputControl=0";
        String stored = "kid=" + World.KID + "&kek=" + World.KEK + "&securityLevel=1&hdcpOutputControl=0";
        byte[] form = query(authenticator, PLAIN_KEYS).getBytes(StandardCharsets.US_ASCII);
        return List.of(
                Scenario.same("Widevine token, contentKey, GET", token("wv", PLAIN_KEYS)),
                Scenario.same("Widevine token, contentKey, POST", Requests.post("/hms/wv/token", FORM, form)),
                Scenario.same("Widevine token, kek and ek", token("wv", wrapped)),
                Scenario.same("Widevine token, kek and kid", token("wv", stored)),
                Scenario.same(
                        "FairPlay token, contentKey", token("fp", "contentKey=" + World.KEY + "&iv=" + World.IV)));
    }

    /// Storefronts send a different cookie with each request, which costs an entry with a random place in an
    /// index.
    Scenario tokenWithCookie() {
        byte[] template = token("wv", PLAIN_KEYS + "&cookie=" + "0".repeat(COOKIE));
        int at = new String(template, StandardCharsets.US_ASCII).indexOf("&cookie=") + "&cookie=".length();
        var random = new SplittableRandom();
        return new Scenario(
                "Widevine token, contentKey, GET, with a cookie of its own",
                count -> () -> Optional.of(withCookie(template, at, random)));
    }

    /// Put together while the clock runs: a copy and twenty-four digits.
    private static byte[] withCookie(byte[] template, int at, SplittableRandom random) {
        byte[] request = template.clone();
        String digits = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextInt());
        System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, request, at, COOKIE);
        return request;
    }

    private byte[] token(String path, String keys) {
        return Requests.get("/hms/" + path + "/token?" + query(authenticator, keys));
    }

    /// Reading a key with its value, and changing what is written beside it.
    List<Scenario> keystore() {
        String value = "/keystore/keys/" + World.KID + "/value?kek=" + World.KEK + "&customerAuthenticator=";
        String change = "/keystore/keys/" + World.KID + "?customerAuthenticator=";
        byte[] info = "{\"info\":\"measured\"}".getBytes(StandardCharsets.US_ASCII);
        return List.of(
                Scenario.same("key store, read a value", Requests.get(value + authenticator)),
                Scenario.same(
                        "key store, change a key",
                        Requests.with("PUT", change + authenticator, "application/json", info)));
    }

    Scenario records() {
        return Scenario.same(
                "getrecord, 32 records", Requests.get("/cmiapi/getrecord/?customerAuthenticator=" + authenticator));
    }

    Scenario widevine(boolean privacy) {
        int devices = Math.max(1, pool / 16);
        return redemption(
                privacy ? "Widevine license, privacy" : "Widevine license, plain",
                Drm.WIDEVINE,
                world.widevine(devices, pool, privacy));
    }

    /// More devices than the service remembers, one after the other, so that none is known when it comes again.
    Scenario strangers() {
        List<byte[]> challenges = world.strangers(STRANGERS);
        return new Scenario("Widevine license, plain, devices that never come back", count -> {
            Collections.rotate(challenges, -count);
            return supply(Drm.WIDEVINE, List.copyOf(challenges), count);
        });
    }

    Scenario fairPlay(int version) {
        return redemption("FairPlay license, SPC v" + version, Drm.FAIRPLAY, world.fairPlay(pool, version));
    }

    Scenario redemption(String name, Drm drm, List<byte[]> challenges) {
        return new Scenario(name, count -> supply(drm, challenges, count));
    }

    /// The tokens are made before the clock runs, unless they are too many; the requests are put together
    /// while it does.
    private Requests supply(Drm drm, List<byte[]> challenges, int count) {
        var next = new int[1];
        if (count > MOST_TOKENS) {
            return () ->
                    Optional.of(redeem(drm, world.sealedToken(drm), challenges.get(next[0]++ % challenges.size())));
        }
        var tokens = new ArrayList<String>();
        for (int i = 0; i < count; i++) tokens.add(world.sealedToken(drm));
        return () -> {
            int i = next[0]++;
            return i < count
                    ? Optional.of(redeem(drm, tokens.get(i), challenges.get(i % challenges.size())))
                    : Optional.empty();
        };
    }

    private static byte[] redeem(Drm drm, String token, byte[] challenge) {
        return Requests.post("/hms/" + drm.path() + "/rights/?ExpressPlayToken=" + token, BINARY, challenge);
    }
}
