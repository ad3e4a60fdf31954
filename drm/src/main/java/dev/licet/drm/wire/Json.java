package dev.licet.drm.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes JSON.
public final class Json {
    /// Buffers are not pooled, because a pooled buffer would keep the keys of one answer until the next one.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    /// Writes the members of an object, or the elements of an array.
    @FunctionalInterface
    public interface Members {
        /// Writes them.
        void writeTo(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /// An object with those members.
    public static byte[] object(Members members) {
        return written(json -> {
            json.writeStartObject();
            members.writeTo(json);
            json.writeEndObject();
        });
    }

    /// An array with those elements.
    public static byte[] array(Members elements) {
        return written(json -> {
            json.writeStartArray();
            elements.writeTo(json);
            json.writeEndArray();
        });
    }

    /// Whatever one value is written.
    public static byte[] value(Members one) {
        return written(one);
    }

    private static byte[] written(Members all) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            all.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
