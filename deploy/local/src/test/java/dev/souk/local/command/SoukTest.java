package dev.souk.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

final class SoukTest {

    @TempDir private Path root;

    private final StringWriter errors = new StringWriter();

    @Test
    void knowsEveryCommand() {
        assertThat(Souk.commandLine().getSubcommands().keySet())
                .containsExactlyInAnyOrder(
                        "up", "status", "add", "remove", "kill", "stop", "start", "logs", "inbox",
                        "down", "prove");
    }

    @Test
    void saysInTheHelpOfEachCommandWhereTheDataLiesByDefault() {
        for (var command : Souk.commandLine().getSubcommands().values()) {
            assertThat(command.getUsageMessage()).contains("--data=DIR").contains(".souk");
        }
    }

    @Test
    void saysInOneLineThatThereIsNoShop() {
        assertThat(run("remove", "order-1", "--data", root.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .contains("there is no shop");
    }

    @Test
    void refusesToAddAServiceThatIsNotThere() {
        assertThat(run("add", "orders")).isEqualTo(1);
        assertThat(errors.toString()).contains("there is no service orders");
    }

    @Test
    void refusesANumberThatIsNone() {
        assertThat(run("up", "--nodes", "order=two")).isEqualTo(2);
        assertThat(run("up", "--port", "http")).isEqualTo(2);
    }

    private int run(String... args) {
        return Souk.commandLine().setErr(new PrintWriter(errors)).execute(args);
    }
}
