package dev.licet.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;

/// The answer to a PlayReady token request: a JSON object with the address and the token apart.
final class IssuedJson {
    private IssuedJson() {}

    /// Address and token together, as a player uses them; empty when the text is something else.
    static String url(String text) {
        var members = new HashMap<String, String>();
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) members.put(name, json.getText());
                else json.skipChildren();
            }
        } catch (IOException notJson) {
            return "";
        }
        String address = members.getOrDefault("licenseAcquisitionUrl", "");
        String token = members.getOrDefault("token", "");
        return address.isEmpty() || token.isEmpty() ? "" : address + "?ExpressPlayToken=" + token;
    }
}
