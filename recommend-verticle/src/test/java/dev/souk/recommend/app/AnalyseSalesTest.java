package dev.souk.recommend.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.ServiceFailure;
import dev.souk.recommend.domain.Window;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

final class AnalyseSalesTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:30Z");

    private final AnalyseSales analyse = new AnalyseSales(new NoSales(), InstantSource.fixed(NOW));

    @Test
    void showsTheLastSixtyWindowsWhereNoTimeIsStated() {
        var sales = analyse.sales(Window.MINUTE, Optional.empty(), Optional.empty()).result();

        assertThat(sales.span().from()).isEqualTo("2026-03-04T11:01:00Z");
        assertThat(sales.span().to()).isEqualTo(NOW);
    }

    @Test
    void refusesATimeThatEndsBeforeItBegins() {
        assertThatThrownBy(
                        () ->
                                analyse.sales(
                                        Window.DAY,
                                        Optional.of(NOW.plusSeconds(86_400)),
                                        Optional.of(NOW)))
                .isInstanceOf(ServiceFailure.class);
    }

    @Test
    void refusesTooManyWindows() {
        var longAgo = Optional.of(NOW.minus(Duration.ofDays(30)));

        assertThatThrownBy(() -> analyse.sales(Window.MINUTE, longAgo, Optional.empty()))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("invalid-request"));
        assertThat(analyse.sales(Window.HOUR, longAgo, Optional.empty()).succeeded()).isTrue();
    }

    private static final class NoSales implements SalesStore {

        @Override
        public Future<List<Windowed>> sales(Window window, Span span) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<List<Sold>> top(Span span, int limit) {
            return Future.succeededFuture(List.of());
        }
    }
}
