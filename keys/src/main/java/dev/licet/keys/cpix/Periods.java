package dev.licet.keys.cpix;

import dev.licet.domain.Rule;
import dev.licet.domain.TimeText;
import dev.licet.domain.packager.Period;
import dev.licet.keys.Refusing;
import dev.licet.keys.xml.XmlElement;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The key periods of a document (reference: speke-cpix.md 4 and 8). Offsets into a recording are no times and are left
/// alone.
public final class Periods {
    private Periods() {}

    /// By their ids; none when keys do not rotate.
    public static Map<String, Period> of(XmlElement root) throws Refusing {
        var periods = new HashMap<String, Period>();
        Optional<XmlElement> list = root.first(Names.CPIX, "ContentKeyPeriodList");
        if (list.isEmpty()) return periods;
        for (XmlElement element : list.get().all(Names.CPIX, "ContentKeyPeriod")) {
            String id = element.attribute("id").orElse("");
            if (id.isEmpty() || periods.put(id, period(element)) != null) throw badPeriod();
        }
        return periods;
    }

    private static Period period(XmlElement element) throws Refusing {
        try {
            Optional<Instant> start = element.attribute("start").map(Periods::instant);
            Optional<Instant> end = element.attribute("end")
                    .map(Periods::instant)
                    .or(() -> element.attribute("duration")
                            .flatMap(length -> start.map(from -> from.plus(Duration.parse(length)))));
            return new Period(index(element), start, end);
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException unreadable) {
            throw badPeriod();
        }
    }

    private static OptionalLong index(XmlElement element) {
        Optional<String> text = element.attribute("index").filter(index -> !index.isEmpty());
        if (text.isEmpty()) return OptionalLong.empty();
        if (!text.get().matches("[0-9]{1,10}")) throw new IllegalArgumentException("index");
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    private static Instant instant(String text) {
        return TimeText.zonedOrUtc(text).orElseThrow(() -> new IllegalArgumentException("time"));
    }

    private static Refusing badPeriod() {
        return new Refusing(Rule.CONTRACT, "A ContentKeyPeriod has no id of its own, or a time or index that is none");
    }
}
