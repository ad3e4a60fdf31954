package dev.licet.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.licet.crypto.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Plays with the Clear Key CDM of a browser, as far as its messages go.
final class ClearKeyPlayer implements Player {
    private static final String TRUNCATED = "truncated";
    private static final String REPEAT = "repeat";
    private static final int STATUS_OK = 200;
    private static final int ID_BYTES = 16;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final List<String> kids;

    /// @param kids in hexadecimal digits; none to ask for a made-up one, which every key comes for all the same
    ClearKeyPlayer(List<String> kids) {
        this.kids = kids;
    }

    @Override
    public List<String> misbehaviours() {
        return List.of(TRUNCATED, REPEAT);
    }

    @Override
    public Outcome play(PlayRequest request) throws Complaint {
        byte[] body = body(request.misbehave());
        int times = request.misbehave().equals(Optional.of(REPEAT)) ? request.times() : 1;
        Outcome outcome = send(request, body);
        for (int sent = 1; sent < times && outcome instanceof Outcome.Licensed; sent++) outcome = send(request, body);
        return outcome;
    }

    private byte[] body(Optional<String> misbehave) throws Complaint {
        List<byte[]> asked = kids.isEmpty() ? List.of(new byte[ID_BYTES]) : WidevinePlayer.kids(kids);
        String list = asked.stream()
                .map(kid -> '"' + BASE64URL.encodeToString(kid) + '"')
                .collect(Collectors.joining(","));
        byte[] body = ("{\"kids\":[" + list + "],\"type\":\"temporary\"}").getBytes(StandardCharsets.US_ASCII);
        return misbehave.equals(Optional.of(TRUNCATED)) ? Arrays.copyOf(body, body.length / 2) : body;
    }

    private static Outcome send(PlayRequest request, byte[] body) throws Complaint {
        var reply = request.post("application/json", body);
        if (reply.status() != STATUS_OK) return Refusals.read(reply);
        try (JsonParser json = new JsonFactory().createParser(reply.body())) {
            return new Outcome.Licensed(keys(json), Map.of("system", "clearkey"));
        } catch (IOException | IllegalArgumentException unreadable) {
            return new Outcome.Unusable("the answer is no JSON Web Key set with keys of 16 bytes");
        }
    }

    /// Strict, like a CDM: `oct` keys of 16 bytes in unpadded base64url.
    private static List<Outcome.Key> keys(JsonParser json) throws IOException {
        var keys = new ArrayList<Outcome.Key>();
        expect(json.nextToken() == JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean set = json.currentName().equals("keys");
            JsonToken value = json.nextToken();
            if (!set) json.skipChildren();
            else {
                expect(value == JsonToken.START_ARRAY);
                while (json.nextToken() == JsonToken.START_OBJECT) keys.add(key(json));
            }
        }
        expect(!keys.isEmpty());
        return keys;
    }

    private static Outcome.Key key(JsonParser json) throws IOException {
        String type = "";
        String kid = "";
        String key = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "kty" -> type = json.getText();
                case "kid" -> kid = json.getText();
                case "k" -> key = json.getText();
                default -> json.skipChildren();
            }
        }
        expect(type.equals("oct"));
        String id = HexFormat.of().formatHex(sixteen(kid));
        return new Outcome.Key(Optional.of(id), SecretBytes.taking(sixteen(key)), Map.of());
    }

    private static byte[] sixteen(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        expect(bytes.length == ID_BYTES && !text.contains("="));
        return bytes;
    }

    private static void expect(boolean asItShouldBe) {
        if (!asItShouldBe) throw new IllegalArgumentException("no key set");
    }
}
