package dev.souk.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

final class PortsTest {

    @Test
    void passesOverATakenPort() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = new Ports().lowestFrom(taken.getLocalPort());

            assertThat(port).isGreaterThan(taken.getLocalPort());
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void givesNoPortOutTwice() {
        var ports = new Ports();
        var first = ports.lowestFrom(20_000);

        assertThat(ports.lowestFrom(20_000)).isGreaterThan(first);
    }

    @Test
    void keepsAPortForAProcessThatIsAway() {
        var ports = new Ports();
        var away = new Ports().lowestFrom(20_000);
        ports.keepFree(away);

        assertThat(ports.lowestFrom(away)).isGreaterThan(away);
    }

    @Test
    void startsAFoldersBlockAtTheSamePlaceEachTime() {
        var folder = Path.of("/srv/shop");

        assertThat(new PortBlock(folder, new Ports()).take("a", "b"))
                .isEqualTo(new PortBlock(folder, new Ports()).take("a", "b"))
                .allSatisfy((purpose, port) -> assertThat(port).isBetween(20_000, 32_767));
    }
}
