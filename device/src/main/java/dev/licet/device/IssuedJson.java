package dev.licet.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// The answer to a PlayReady token request: a JSON object with the address and the token apart.
final class IssuedJson {
    private IssuedJson() {}

    /// Address and token together, as a player uses them; empty when the text is something else.
    static String url(String text) {
        String address = "";
        String token = "";
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "licenseAcquisitionUrl" -> address = json.getText();
                    case "token" -> token = json.getText();
                    default -> json.skipChildren();
                }
            }
        } catch (IOException notJson) {
            return "";
        }
        return address.isEmpty() || token.isEmpty() ? "" : address + "?ExpressPlayToken=" + token;
    }
}
