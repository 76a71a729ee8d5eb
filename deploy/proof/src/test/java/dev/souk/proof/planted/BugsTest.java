package dev.souk.proof.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.source.util.JavacTask;

import dev.souk.proof.planted.Bug.Need;
import dev.souk.proof.planted.Compilation.Source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.tools.ToolProvider;

class BugsTest {

    /** Tests run in the folder of their module. */
    private static final Path HOME = Path.of("../..");

    static List<Bug> bugs() throws IOException {
        return Bugs.in(HOME);
    }

    @Test
    void hasABugForEachInvariant() throws IOException {
        assertThat(bugs().stream().map(Bug::invariant))
                .containsAll(IntStream.rangeClosed(1, 9).boxed().toList());
    }

    /** A snippet that is gone, or stands there twice, fails; so does what isn't Java any more. */
    @ParameterizedTest
    @MethodSource("bugs")
    void canBePlantedInTheSourcesAsTheyAre(Bug bug) throws IOException {
        var sources = bug.sources(HOME);

        assertThat(sources).isNotEmpty();
        var said = new StringWriter();
        var units = sources.entrySet().stream().map(it -> new Source(it.getKey(), it.getValue()));
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(said, null, null, null, null, units.toList());
        assertThat(task.parse()).hasSize(sources.size());
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void readsABug() {
        var bug =
                Bugs.read(
                        "a-slip",
                        """
                        invariant: 6
                        services: order, catalog
                        needs: kill-kafka, kill-node order
                        title: A slip

                        Why: it is easily made.

                        --- a/File.java
                        <<<<<<<
                        one();
                        =======
                        two();
                        three();
                        >>>>>>>
                        """
                                .lines()
                                .toList());

        assertThat(bug)
                .isEqualTo(
                        new Bug(
                                "a-slip",
                                6,
                                "A slip",
                                List.of("order", "catalog"),
                                List.of(new Need("kill-kafka", ""), new Need("kill-node", "order")),
                                List.of(
                                        new Edit(
                                                "a/File.java", "one();\n", "two();\nthree();\n"))));
    }

    @Test
    void doesNotPlantWhatIsNotThereOnce() {
        var edit = new Edit("File.java", "one();", "two();");

        assertThatThrownBy(() -> edit.apply("zero();")).hasMessageContaining("not in File.java");
        assertThatThrownBy(() -> edit.apply("one(); one();"))
                .hasMessageContaining("several times in File.java");
        assertThat(edit.apply("{ one(); }")).isEqualTo("{ two(); }");
    }
}
