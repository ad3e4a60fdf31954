package dev.licet.storage.record;

import java.util.Map;
import java.util.TreeMap;

/// Facts as earlier versions wrote them: one flat JSON object of texts, and nothing more general.
final class FactsJson {
    private final Escaped json;

    FactsJson(String json) {
        this.json = new Escaped(json);
    }

    Map<String, String> facts() {
        var facts = new TreeMap<String, String>();
        while (json.isAtText()) {
            String name = json.quoted();
            json.isAtText();
            facts.put(name, json.quoted());
        }
        return facts;
    }
}
