package dev.licet.domain.request;

import dev.licet.domain.Ascii;
import dev.licet.domain.Refused;
import dev.licet.domain.account.AccountId;
import dev.licet.domain.key.KeyId;
import dev.licet.domain.record.Event;
import dev.licet.domain.record.Event.Origin;
import dev.licet.domain.record.Event.Subject;
import dev.licet.domain.token.Token;
import dev.licet.domain.token.TokenFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The records that token requests leave.
final class IssueRecords {
    private static final int MOST_KIDS = 16;

    private IssueRecords() {}

    static Event issued(TokenCall call, Token token, List<Lint> lints, Instant at) {
        return new Event(
                Event.Kind.ISSUED,
                at,
                Origin.of(call.environment(), token.account(), call.drm(), call.requestId()),
                Optional.empty(),
                new Subject(
                        Optional.of(token.id()),
                        token.cookie(),
                        token.contentId(),
                        token.rights().kids(),
                        Optional.empty()),
                facts(token, lints));
    }

    private static Map<String, String> facts(Token token, List<Lint> lints) {
        if (lints.isEmpty()) return TokenFacts.of(token);
        var facts = new TreeMap<>(TokenFacts.of(token));
        facts.put("lint", lints.stream().map(Lint::word).collect(Collectors.joining(",")));
        return facts;
    }

    static Event refused(TokenCall call, Optional<AccountId> account, Refused why, Instant at) {
        return new Event(
                Event.Kind.REFUSED,
                at,
                new Origin(call.environment(), account, Optional.of(call.drm()), call.requestId()),
                Optional.of(why),
                new Subject(
                        Optional.empty(),
                        call.parameters().first("cookie").filter(Token::isCookie),
                        Optional.empty(),
                        plainKids(call.parameters()),
                        Optional.empty()),
                why.facts());
    }

    /// As far as they can be read at once: a refusal is recorded with the kids that it is about.
    private static List<KeyId> plainKids(Parameters parameters) {
        return parameters.names().stream()
                .filter(name -> name.equals("kid") || name.startsWith("kid."))
                .flatMap(name -> parameters.first(name).stream())
                .filter(text -> text.length() == 2 * KeyId.BYTES && Fields.isHex(text))
                .map(text -> new KeyId(Ascii.lower(text)))
                .distinct()
                .limit(MOST_KIDS)
                .toList();
    }
}
