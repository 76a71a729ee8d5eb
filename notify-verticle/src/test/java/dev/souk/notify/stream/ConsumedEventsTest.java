package dev.souk.notify.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testkit.schema.ConsumedEvents;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.UUID;

class ConsumedEventsTest {

    @Test
    void readsTheEventsOfEveryRelease() {
        var consumed = new ConsumedEvents();
        var started = new CustomerEvents(new Nothing(), () -> "").addTo(consumed);

        assertThat(started).isSameAs(consumed);
        assertThat(consumed.unreadable(Path.of(".."))).isEmpty();
    }

    private static final class Nothing implements CustomerEvents.Sink {

        @Override
        public Future<Void> tell(SqlConnection tx, CustomerEvents.Telling telling) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> forget(SqlConnection tx, UUID userId) {
            return Future.succeededFuture();
        }
    }
}
