package dev.souk.recommend.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.recommend.app.Learning;
import dev.souk.recommend.domain.Sale;
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
        var started = new News(new Nothing()).heardBy(consumed);

        assertThat(started).isSameAs(consumed);
        assertThat(consumed.unreadable(Path.of(".."))).isEmpty();
    }

    private static final class Nothing implements Learning<SqlConnection> {

        @Override
        public Future<Void> sold(SqlConnection tx, Sale sale) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> known(SqlConnection tx, Known product, long version) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> gone(SqlConnection tx, UUID productId, long version) {
            return Future.succeededFuture();
        }
    }
}
