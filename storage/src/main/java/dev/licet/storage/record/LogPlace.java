package dev.licet.storage.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How far somebody has read the log of all accounts. As text, `1042-1007-1010.1012`: everything up to 1042 but 1007
/// and 1010 to 1012.
///
/// Numbers are given when records are written, and records are seen when they are committed, which among several
/// accounts need not be in the same order. So a place remembers the numbers that it has passed without a record.
///
/// @param last    the largest number that was read
/// @param missing smaller numbers that were not there, each with the time when that was noticed
public record LogPlace(long last, SortedMap<Long, Instant> missing) {
    /// How many numbers are remembered: the largest. More are missing only where records were pruned or a server has
    /// jumped ahead.
    static final int MOST = 500;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})((?:-[0-9]{1,18}(?:\\.[0-9]{1,18})?){0,500})");

    public LogPlace {
        missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
    }

    /// After that record, with nothing missing.
    public static LogPlace after(long last) {
        return new LogPlace(last, Collections.emptySortedMap());
    }

    /// Reads the text of a place; what was missing then is looked for from `now` on.
    public static Optional<LogPlace> parse(String text, Instant now) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) return Optional.empty();
        var missing = new TreeMap<Long, Instant>();
        for (String range : matcher.group(2).split("-")) if (!range.isEmpty()) add(missing, range, now);
        return Optional.of(new LogPlace(Long.parseLong(matcher.group(1)), missing));
    }

    private static void add(SortedMap<Long, Instant> missing, String range, Instant now) {
        String[] ends = range.split("\\.");
        long first = Long.parseLong(ends[0]);
        long end = Long.parseLong(ends[ends.length - 1]);
        for (long number = Math.max(first, end - MOST + 1); number <= end; number++) missing.put(number, now);
        while (missing.size() > MOST) missing.remove(missing.firstKey());
    }

    /// The place after those records were read, too.
    ///
    /// @param late   of the missing ones
    /// @param fresh  after `last`, in the order of their numbers, without leaving one out
    /// @param oldest what is missing since before then will not come any more
    LogPlace with(Collection<Long> late, List<Long> fresh, Instant now, Instant oldest) {
        var still = new TreeMap<>(missing);
        still.keySet().removeAll(late);
        still.values().removeIf(since -> since.isBefore(oldest));
        long before = last;
        for (long number : fresh) {
            for (long gap = Math.max(before + 1, number - MOST); gap < number; gap++) still.put(gap, now);
            before = number;
        }
        while (still.size() > MOST) still.remove(still.firstKey());
        return new LogPlace(before, still);
    }

    @Override
    public String toString() {
        var text = new StringBuilder().append(last);
        var numbers = new ArrayList<>(missing.keySet());
        for (int i = 0; i < numbers.size(); i++) {
            int end = i;
            while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) end++;
            text.append('-').append(numbers.get(i));
            if (end > i) text.append('.').append(numbers.get(end));
            i = end;
        }
        return text.toString();
    }
}
