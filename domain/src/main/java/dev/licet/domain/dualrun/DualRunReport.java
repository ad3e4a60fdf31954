package dev.licet.domain.dualrun;

import dev.licet.domain.record.EventRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the records of comparisons come to, signer by signer.
public final class DualRunReport {
    private final Map<String, SignerComparisons> signers = new TreeMap<>();
    private long count;

    /// Some of the comparisons.
    ///
    /// @param examples ids of the first requests among them
    public record Some(long count, List<String> examples) {}

    /// A kind of difference.
    ///
    /// @param word   as in [Trait]
    /// @param mostly what the answers said most often, as `ours V1, theirs V2`
    public record Kind(String word, String mostly, Some some) {}

    /// Why nothing could be compared.
    ///
    /// @param outcome that the other service failed, or that the answers were not compared
    /// @param why     as the records say it
    public record Cause(Outcome outcome, String why, Some some) {}

    /// How many records were added.
    public long count() {
        return count;
    }

    /// One more record of a comparison.
    public void add(EventRecord record) {
        count++;
        Optional.ofNullable(record.facts().get(Comparison.SIGNER))
                .ifPresent(name ->
                        signers.computeIfAbsent(name, SignerComparisons::new).add(record));
    }

    /// All signers, by their names.
    public Collection<SignerComparisons> signers() {
        return List.copyOf(signers.values());
    }
}
