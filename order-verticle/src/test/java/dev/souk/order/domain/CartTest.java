package dev.souk.order.domain;

import static dev.souk.order.domain.Orders.CUSTOMER;
import static dev.souk.order.domain.Orders.LAMP;
import static dev.souk.order.domain.Orders.VASE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.domain.Cart.Item;

import org.junit.jupiter.api.Test;

class CartTest {

    @Test
    void countsItsChanges() {
        var cart = Cart.empty(CUSTOMER).put(LAMP, 2).put(VASE, 1).put(LAMP, 5);

        assertThat(cart.version()).isEqualTo(3);
        assertThat(cart.items()).containsExactly(new Item(LAMP, 5), new Item(VASE, 1));
    }

    @Test
    void keepsItsVersionWhenNothingChanges() {
        var cart = Cart.empty(CUSTOMER).put(LAMP, 2);

        assertThat(cart.put(LAMP, 2)).isSameAs(cart);
        assertThat(cart.without(VASE)).isSameAs(cart);
        assertThat(Cart.empty(CUSTOMER).cleared().version()).isZero();
    }

    @Test
    void losesWhatWasBoughtAndNeverMore() {
        var cart = Cart.empty(CUSTOMER).put(LAMP, 3).put(VASE, 1);

        assertThat(cart.minus(Orders.lines()).items()).containsExactly(new Item(LAMP, 1));
    }
}
