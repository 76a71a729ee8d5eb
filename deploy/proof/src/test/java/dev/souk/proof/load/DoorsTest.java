package dev.souk.proof.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

final class DoorsTest {

    private static final URI FIRST = URI.create("http://localhost:8080");
    private static final URI SECOND = URI.create("http://localhost:8081");

    private final Doors doors = new Doors(List.of(FIRST, SECOND));

    @Test
    void sendsClientsEverywhere() {
        assertThat(chosen()).contains(FIRST, SECOND);
    }

    @Test
    void leavesASilentOneAlone() {
        doors.failed(FIRST);

        assertThat(chosen()).containsOnly(SECOND);
    }

    @Test
    void triesAllWhereNoneAnswers() {
        doors.failed(FIRST);
        doors.failed(SECOND);

        assertThat(chosen()).contains(FIRST, SECOND);
    }

    private List<URI> chosen() {
        var random = new Random(1);
        return Stream.generate(() -> doors.any(random)).limit(50).toList();
    }
}
