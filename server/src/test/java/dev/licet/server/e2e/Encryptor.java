package dev.licet.server.e2e;

import dev.licet.domain.Environment;
import dev.licet.domain.account.AccountId;
import dev.licet.keys.cpix.Names;
import dev.licet.keys.xml.MalformedXml;
import dev.licet.keys.xml.XmlElement;
import dev.licet.keys.xml.XmlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A packager at our door.
record Encryptor(RunningService service, String authenticator) {
    /// One of an account whose keys come from a seed.
    static Encryptor seeded(RunningService service) {
        var account = service.account("packaged");
        service.operator()
                .administration()
                .packagerSeeds()
                .create(account.id(), Environment.TEST)
                .orThrow();
        var encryptor = new Encryptor(service, RunningService.text(account, Environment.TEST));
        encryptor.awaitOptions();
        return encryptor;
    }

    /// Until the service has noticed what was set by somebody else; that takes it a second.
    void awaitOptions() {
        for (int tries = 0; tries < 100; tries++) {
            if (speke(SpekeDocument.of("2.0", "cenc", List.of(SpekeDocument.WIDEVINE), "VIDEO-1"))
                            .status()
                    == 200) return;
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        throw new IllegalStateException("the service does not notice the options");
    }

    AccountId account() {
        return AccountId.parse(authenticator.substring(0, authenticator.indexOf(',')))
                .orElseThrow();
    }

    String basic() {
        String user = authenticator.replace(',', ':');
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    Api.Reply speke(SpekeDocument document) {
        return document.version().equals("1.0")
                ? post(document.text(), "Authorization", basic())
                : post(document.text(), "Authorization", basic(), "X-Speke-Version", document.version());
    }

    Api.Reply post(String document, String... headers) {
        return post(document.getBytes(StandardCharsets.UTF_8), headers);
    }

    Api.Reply post(byte[] document, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/xml", "User-Agent", "TestEncoder/1"));
        return Api.postBytes(
                service.url(Environment.TEST, "/speke/copyProtection"), document, all.toArray(String[]::new));
    }

    static XmlElement read(byte[] document) {
        try {
            return XmlReader.read(document);
        } catch (MalformedXml unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /// The values of the keys, in base64, by kid.
    static Map<String, String> values(XmlElement root) {
        var values = new LinkedHashMap<String, String>();
        for (XmlElement key :
                root.first(Names.CPIX, "ContentKeyList").orElseThrow().all(Names.CPIX, "ContentKey")) {
            String value = key.first(Names.CPIX, "Data")
                    .flatMap(data -> data.first(Names.PSKC, "Secret"))
                    .flatMap(secret -> secret.first(Names.PSKC, "PlainValue"))
                    .orElseThrow()
                    .text();
            values.put(key.attribute("kid").orElseThrow(), value);
        }
        return values;
    }
}
