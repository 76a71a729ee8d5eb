package dev.souk.local.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Records kept as small JSON files of mode 0600. */
public final class JsonFile {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private JsonFile() {}

    /** The record in the file; empty where there is no file, or one that holds something else. */
    public static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException | JsonProcessingException none) {
            return Optional.empty();
        }
    }

    /** Replaces the file. */
    public static void write(Path file, Object value) throws IOException {
        PrivateFile.write(file, MAPPER.writeValueAsBytes(value));
    }

    /** The value as people and programs read it on a terminal. */
    public static String text(Object value) throws IOException {
        return MAPPER.writeValueAsString(value);
    }
}
