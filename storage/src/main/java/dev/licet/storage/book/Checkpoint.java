package dev.licet.storage.book;

import dev.licet.crypto.P256;
import dev.licet.domain.Environment;
import dev.licet.domain.TimeText;
import dev.licet.domain.account.AccountId;
import dev.licet.storage.audit.AuditHead;
import dev.licet.storage.sql.AccountEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How far all books and the audit trail were at a moment, signed by the installation. Whoever keeps one
/// elsewhere can have it shown later that the books of that day are still there and that those of today go
/// on from them.
///
/// @param at        when it was made
/// @param audit     the end of the audit trail
/// @param ends      how far each book was
/// @param signature of [#statement], empty for what is not signed yet
public record Checkpoint(Instant at, AuditHead audit, List<End> ends, String signature) {
    private static final String BEGINNING = "licet checkpoint 1";
    private static final Pattern FORM = Pattern.compile(
            "(?s)(" + BEGINNING + "\nat (\\S+)\naudit (\\S+)\n((?:book [^\n]+\n)*+))signature ([0-9a-f]{"
                    + 2 * P256.SIGNATURE_BYTES + "})\n");
    private static final Pattern END =
            Pattern.compile("book ([0-9]{1,10}) (test|production) (record|movement) ([0-9]{1,18}) ([0-9a-f]{64})");

    public Checkpoint {
        ends = List.copyOf(ends);
    }

    /// How far a book was.
    public static final class End {
        private final Seal seal;

        End(Seal seal) {
            this.seal = seal;
        }

        BookName name() {
            return seal.of();
        }

        /// The first place that was not sealed.
        long next() {
            return seal.next();
        }

        boolean isAt(byte[] digest) {
            return seal.isOf(digest);
        }

        @Override
        public String toString() {
            return String.join(
                    " ",
                    "book",
                    name().whose().account().toString(),
                    name().whose().environment().word(),
                    name().book().table(),
                    Long.toString(next()),
                    HexFormat.of().formatHex(seal.digest()));
        }

        private static Optional<End> parse(String line) {
            var form = END.matcher(line);
            if (!form.matches()) return Optional.empty();
            Environment environment = Environment.named(form.group(2)).orElseThrow();
            Book book = form.group(3).equals(Book.RECORDS.table()) ? Book.RECORDS : Book.MOVEMENTS;
            byte[] digest = HexFormat.of().parseHex(form.group(5));
            return AccountId.parse(form.group(1))
                    .map(id -> new BookName(new AccountEnvironment(id, environment), book))
                    .map(name -> new End(new Seal(name, Long.parseLong(form.group(4)), false, digest)));
        }
    }

    /// Reads what [#toString] prints; empty for anything else.
    public static Optional<Checkpoint> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) return Optional.empty();
        var ends = new ArrayList<End>();
        for (String line : form.group(4).lines().toList()) {
            Optional<End> end = End.parse(line);
            if (end.isEmpty()) return Optional.empty();
            ends.add(end.get());
        }
        Optional<AuditHead> audit = AuditHead.parse(form.group(3));
        Optional<Instant> at = TimeText.utc(form.group(2));
        if (audit.isEmpty() || at.isEmpty()) return Optional.empty();
        return Optional.of(new Checkpoint(at.get(), audit.get(), ends, form.group(5)));
    }

    /// What is signed.
    byte[] statement() {
        var text = new StringBuilder(BEGINNING)
                .append("\nat ")
                .append(at)
                .append("\naudit ")
                .append(audit)
                .append('\n');
        ends.forEach(end -> text.append(end).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    Checkpoint signed(byte[] by) {
        return new Checkpoint(at, audit, ends, HexFormat.of().formatHex(by));
    }

    boolean isSignedBy(byte[] point) {
        return P256.verify(point, statement(), HexFormat.of().parseHex(signature));
    }

    /// Lines of text, each with its end.
    @Override
    public String toString() {
        return new String(statement(), StandardCharsets.US_ASCII) + "signature " + signature + "\n";
    }
}
