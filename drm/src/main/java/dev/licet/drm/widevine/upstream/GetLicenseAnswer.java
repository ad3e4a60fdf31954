package dev.licet.drm.widevine.upstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.licet.drm.wire.QuietJson;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is read of an answer of the getlicense contract (reference: widevine.md 3.4). Only what is named here leaves
/// the document: the rest, such as the signing key in `session_state`, is stepped over and never held.
///
/// @param status         one word of capitals
/// @param internalStatus a number that says more
/// @param license        a signed message
/// @param requestType    `NEW`, `RENEWAL` or `RELEASE`, as the upstream understood the challenge
/// @param facts          about the device, unchecked
record GetLicenseAnswer(
        String status,
        Optional<String> internalStatus,
        Optional<byte[]> license,
        Optional<String> requestType,
        Map<String, String> facts) {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 64;
    /// The longest answer of an upstream that is read.
    static final int MAX_BYTES = 256 * 1024;

    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final JsonFactory FACTORY = QuietJson.within(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_BYTES)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    GetLicenseAnswer {
        facts = Map.copyOf(facts);
    }

    /// Empty when it is no JSON object with a status, whatever else it may be.
    static Optional<GetLicenseAnswer> read(byte[] body) {
        try (JsonParser json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) return Optional.empty();
            var draft = new Draft();
            while (json.nextToken() == JsonToken.FIELD_NAME) draft.member(json);
            return json.nextToken() == null ? draft.answer() : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /// What has been read so far.
    private static final class Draft {
        private String status = "";
        private String internalStatus = "";
        private Optional<byte[]> license = Optional.empty();
        private String requestType = "";
        private final Map<String, String> facts = new LinkedHashMap<>();

        void member(JsonParser json) throws IOException {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "status" -> status = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "internal_status" -> internalStatus = scalar(json);
                case "license" -> license = base64(scalar(json));
                case "license_metadata" -> metadata(json);
                case "client_info" -> clientInfo(json);
                default -> fact(name, json);
            }
        }

        private void fact(String name, JsonParser json) throws IOException {
            String text = scalar(json);
            if (UpstreamFacts.OF_DEVICE.contains(name) && !text.isEmpty()) facts.put(name, text);
        }

        private void metadata(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals("request_type");
                json.nextToken();
                String text = scalar(json);
                if (wanted) requestType = text;
            }
        }

        private void clientInfo(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT) pair(json);
                else json.skipChildren();
            }
        }

        private void pair(JsonParser json) throws IOException {
            String name = "";
            String value = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String member = json.currentName();
                json.nextToken();
                String text = scalar(json);
                if (member.equals("name")) name = text;
                if (member.equals("value")) value = text;
            }
            if (isClaim(name)) facts.putIfAbsent(name, value);
        }

        /// What a device says about itself must not pass for what the upstream says about it.
        private static boolean isClaim(String name) {
            return !name.isEmpty() && !UpstreamFacts.OF_DEVICE.contains(name) && !name.startsWith("upstream_");
        }

        /// A text, number or truth value; anything else is stepped over and counts as nothing.
        private static String scalar(JsonParser json) throws IOException {
            JsonToken value = json.currentToken();
            if (value == null) throw new IOException("the document ends early");
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) return json.getText();
            json.skipChildren();
            return "";
        }

        /// Either alphabet, padded or not.
        private static Optional<byte[]> base64(String text) {
            if (text.isEmpty()) return Optional.empty();
            try {
                return Optional.of(
                        Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }

        Optional<GetLicenseAnswer> answer() {
            if (!WORD.matcher(status).matches()) return Optional.empty();
            var number =
                    NUMBER.matcher(internalStatus).matches() ? Optional.of(internalStatus) : Optional.<String>empty();
            return Optional.of(new GetLicenseAnswer(
                    status, number, license, Optional.of(requestType).filter(type -> !type.isEmpty()), facts));
        }
    }
}
