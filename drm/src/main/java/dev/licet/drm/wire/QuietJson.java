package dev.licet.drm.wire;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/// How JSON of others is read: members come once, and nothing of it is kept.
///
/// Buffers are not pooled, because a pooled one would have the keys of one text until the next one.
/// Exceptions quote at most a character: left to itself the parser has the word in them that it does not
/// know, and a key without its quotes is such a word. Only a name that comes twice is said.
public final class QuietJson {
    private QuietJson() {}

    /// A factory of parsers with those limits.
    public static JsonFactoryBuilder within(StreamReadConstraints limits) {
        return new JsonFactoryBuilder()
                .streamReadConstraints(limits)
                .errorReportConfiguration(ErrorReportConfiguration.builder()
                        .maxErrorTokenLength(0)
                        .maxRawContentLength(0)
                        .build())
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }
}
