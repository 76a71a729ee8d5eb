package dev.souk.proof.planted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a few sources against a jar, in memory. */
final class Compilation {

    private static final List<String> OPTIONS =
            List.of("--release", "25", "-proc:none", "-parameters", "-nowarn");

    private Compilation() {}

    /**
     * The classes by their entries' names in a jar.
     *
     * @param sources by the names of their files
     * @throws IllegalStateException if they don't compile
     */
    static Map<String, byte[]> of(Map<String, String> sources, Path classPath) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var standard =
                        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
                var files = new Memory(standard)) {
            standard.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classPath));
            var units =
                    sources.entrySet().stream()
                            .map(each -> new Source(each.getKey(), each.getValue()))
                            .toList();
            if (!compiler.getTask(said, files, null, OPTIONS, null, units).call()) {
                throw new IllegalStateException(said.toString());
            }
            return files.classes();
        }
    }

    /** A source that lies in no file. */
    static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String file, String text) {
            super(URI.create("memory:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, Kind kind, FileObject sibling) {
            var entry = name.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("memory:///" + entry), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(entry, bytes);
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            var classes = new TreeMap<String, byte[]>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
