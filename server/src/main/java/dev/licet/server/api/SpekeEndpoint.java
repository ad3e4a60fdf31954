package dev.licet.server.api;

import dev.licet.domain.Environment;
import dev.licet.domain.Refused;
import dev.licet.domain.packager.PackagerCall;
import dev.licet.http.Reply;
import dev.licet.http.Request;
import dev.licet.keys.speke.CopyProtection;
import dev.licet.keys.speke.CopyProtection.Answer;
import dev.licet.keys.speke.CopyProtection.Asked;
import dev.licet.keys.speke.Version;
import java.util.Optional;
import java.util.function.Function;

/// `/speke/copyProtection`: SPEKE 1.0, 2.0 and 2.1 (described in `docs/keys.md`).
public final class SpekeEndpoint {
    /// Its path.
    static final String PATH = "/speke/copyProtection";

    private static final String AGENT = "Licet";

    private final PackagerDoor door;
    private final CopyProtection speke;
    private final Function<Environment, String> keyUrl;

    /// @param keyUrl where players of AES-128 fetch keys, by environment
    public SpekeEndpoint(PackagerDoor door, CopyProtection speke, Function<Environment, String> keyUrl) {
        this.door = door;
        this.speke = speke;
        this.keyUrl = keyUrl;
    }

    Reply answer(Request request) {
        Optional<String> version = request.fields().first("X-Speke-Version");
        String word = version.filter(text -> text.matches("[0-9.]{1,8}")).orElse(version.isEmpty() ? "1.0" : "?");
        return door.admit(request, "speke " + word, call -> answer(request, version, call));
    }

    private Reply answer(Request request, Optional<String> version, PackagerCall call) {
        var asked = new Asked(version, request.body(), keyUrl.apply(request.environment()));
        return switch (speke.answer(call, asked)) {
            case Answer.Filled(Version known, byte[] document) ->
                labelled(Reply.of(200, "application/xml; charset=utf-8", document), Optional.of(known));
            case Answer.Denied(Optional<Version> known, Refused why) -> labelled(PackagerDoor.denied(why), known);
        };
    }

    private static Reply labelled(Reply reply, Optional<Version> version) {
        if (version.filter(known -> known == Version.V1).isPresent()) return reply.with("Speke-User-Agent", AGENT);
        Reply named = reply.with("X-Speke-User-Agent", AGENT);
        return version.map(known -> named.with("X-Speke-Version", known.word())).orElse(named);
    }
}
