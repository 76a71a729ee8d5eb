package dev.souk.cluster.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The one mapping between records and JSON bytes.
 *
 * <p>Times are RFC 3339 strings, an empty {@code Optional} is {@code null}, unknown fields are
 * ignored (the HTTP edge refuses them by schema), a key that stands twice, a float for an integer,
 * text for a number, nesting beyond 64 and numbers beyond 64 digits are refused. Safe for use by
 * several threads.
 */
public final class Json {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 64;
    private static final int MAX_STRING_LENGTH = 4 * 1024 * 1024;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            com.fasterxml.jackson.core.JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxNumberLength(MAX_NUMBER_LENGTH)
                                                    .maxStringLength(MAX_STRING_LENGTH)
                                                    .build())
                                    .build())
                    .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule())
                    .disable(
                            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                            DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(
                            MapperFeature.ALLOW_COERCION_OF_SCALARS,
                            MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .nodeFactory(new Numbers())
                    .build();

    private Json() {}

    /** The shared mapper; nobody may reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * A value as JSON bytes.
     *
     * @throws UncheckedIOException if the value's type cannot be written: a defect
     */
    public static Buffer encode(Object value) {
        return Buffer.buffer(bytes(value));
    }

    /** As {@link #encode}, as a plain array. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + value.getClass().getName(), e);
        }
    }

    /**
     * Reads a value of the given type.
     *
     * @throws ServiceFailure {@code INVALID} with code {@code malformed-json} if the bytes are no
     *     JSON, {@code invalid-request} if they are JSON of another shape
     */
    public static <T> T decode(Buffer json, Class<T> type) {
        return decode(json.getBytes(), type);
    }

    /** As {@link #decode(Buffer, Class)}, from a plain array. */
    public static <T> T decode(byte[] json, Class<T> type) {
        return convert(tree(json), type);
    }

    /**
     * Reads any JSON value.
     *
     * @throws ServiceFailure {@code INVALID} with code {@code malformed-json}
     */
    public static JsonNode tree(Buffer json) {
        return tree(json.getBytes());
    }

    /** As {@link #tree(Buffer)}, from a plain array. */
    public static JsonNode tree(byte[] json) {
        try {
            var tree = MAPPER.readTree(json);
            if (tree == null || tree.isMissingNode()) {
                throw malformed("There is no JSON value");
            }
            return tree;
        } catch (StreamConstraintsException e) {
            throw malformed("The JSON is nested too deeply, or a number or text is too long");
        } catch (IOException e) {
            throw malformed("The body is no well-formed JSON");
        }
    }

    /**
     * A JSON value as a value of the given type.
     *
     * @throws ServiceFailure {@code INVALID} with code {@code invalid-request} and the place
     */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw mismatch(e);
        } catch (JsonProcessingException e) {
            throw malformed("The body is no well-formed JSON");
        }
    }

    private static ServiceFailure malformed(String detail) {
        return ServiceFailure.of(Reason.INVALID, "malformed-json", detail);
    }

    private static ServiceFailure mismatch(JsonMappingException mismatch) {
        var causes = mismatch.getCause();
        if (causes instanceof ServiceFailure refused) {
            return refused;
        }
        var pointer = new StringBuilder();
        for (var step : mismatch.getPath()) {
            var name = step.getFieldName();
            pointer.append('/');
            pointer.append(
                    name == null ? step.getIndex() : name.replace("~", "~0").replace("/", "~1"));
        }
        var wrong = new Violation(pointer.toString(), "type", "The value does not fit here");
        return ServiceFailure.invalid("invalid-request", List.of(wrong));
    }
}
