package dev.souk.order.stream;

import static dev.souk.order.domain.Orders.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Ids;
import dev.souk.order.api.OrderApi;
import dev.souk.order.app.Announcements.Announcement;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Orders;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

class OrderAnnouncementsTest {

    private final OrderAnnouncements announcements =
            new OrderAnnouncements(new Ids(InstantSource.system(), new Random(1)));

    @Test
    void countTheFactsOfEachTopicFromOneWithoutGap() {
        var all = announced(wholeLife());

        assertThat(versions(all, "souk.order")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(versions(all, "souk.payment")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void keepToTheirSchemas() throws Exception {
        var all = new ArrayList<>(announced(wholeLife()));
        all.addAll(announced(otherLives()));

        for (var each : all) {
            var event = each.event();
            var name = "/schema/" + event.type() + ".v" + event.schema() + ".json";
            try (var resource = OrderApi.class.getResourceAsStream(name)) {
                var schema =
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(Objects.requireNonNull(resource, name));
                var body = Json.encode(event.data()).toString();

                assertThat(schema.validate(body, InputFormat.JSON)).as(event.type()).isEmpty();
            }
        }
        assertThat(all.stream().map(each -> each.event().type()).distinct()).hasSize(16);
    }

    @Test
    void nameNobody() {
        for (var each : announced(wholeLife())) {
            assertThat(Json.encode(each.event().data()).toString())
                    .doesNotContain("tok_", "auth-1", "address");
        }
    }

    @Test
    void tellAPriceThatChangedAsReservedAndThenCancelled() {
        var decision = Orders.pendingExpecting(Orders.eur(1)).reserve(Orders.lines(), NOW);

        assertThat(announcements.of(decision))
                .extracting(each -> each.event().type())
                .containsExactly("order.reserved", "order.cancelled");
    }

    @Test
    void tellTheSameOfFactsThatAreKeptTogether() {
        var together =
                Orders.asked()
                        .authorize("auth-1", NOW)
                        .then(order -> order.capture(order.total(), NOW))
                        .then(order -> order.confirm(NOW));
        var authorized = Orders.asked().authorize("auth-1", NOW);
        var captured = authorized.next().capture(authorized.next().total(), NOW);
        var apart = List.of(authorized, captured, captured.next().confirm(NOW));

        assertThat(told(announcements.of(together))).isEqualTo(told(announced(apart)));
    }

    /** All of the events but their ids. */
    private static List<List<Object>> told(List<Announcement> all) {
        return all.stream()
                .map(Announcement::event)
                .map(event -> List.of(event.type(), event.aggregateVersion(), event.data()))
                .toList();
    }

    private List<Announcement> announced(List<Decision> decisions) {
        return decisions.stream().flatMap(each -> announcements.of(each).stream()).toList();
    }

    private static List<Long> versions(List<Announcement> all, String topic) {
        return all.stream()
                .filter(each -> each.topic().name().equals(topic))
                .map(each -> each.event().aggregateVersion())
                .toList();
    }

    private static List<Decision> wholeLife() {
        var placed = Order.place(Orders.ID, Orders.placedEvent(null), NOW);
        var reserved =
                placed.next()
                        .reserve(Orders.lines(), NOW)
                        .then(order -> order.requestPayment("key", NOW));
        var doubted = reserved.next().doubtPayment(NOW);
        var authorized = doubted.next().authorize("auth-1", NOW);
        var captured = authorized.next().capture(authorized.next().total(), NOW);
        var confirmed = captured.next().confirm(NOW);
        var cancelled = confirmed.next().cancel(Cancellation.of(CancellationCode.BY_CUSTOMER), NOW);
        var asked = cancelled.next().requestReturn(NOW);
        var refunded = asked.next().refund(NOW);
        return List.of(
                placed,
                reserved,
                doubted,
                authorized,
                captured,
                confirmed,
                cancelled,
                asked,
                refunded);
    }

    private static List<Decision> otherLives() {
        return List.of(
                Orders.asked().requireAction("http://p/1", NOW),
                Orders.asked().decline("declined", NOW),
                Orders.cancelled().voidPayment(NOW),
                Orders.askedBack(100).refuseRefund("closed", NOW),
                Orders.confirmed().ship("Caravan", "CV-0042", NOW),
                Orders.shipped().deliver(NOW));
    }
}
