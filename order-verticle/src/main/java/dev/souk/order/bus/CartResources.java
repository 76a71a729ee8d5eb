package dev.souk.order.bus;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.order.app.ChangeCart;
import dev.souk.order.app.Shopper;
import dev.souk.order.app.ViewCart;
import dev.souk.order.app.ViewCart.PricedCart;
import dev.souk.order.domain.Cart;

import io.vertx.core.Future;

import java.util.zip.CRC32C;

/** The operations on the user's cart. */
public final class CartResources {

    private final ViewCart viewCart;
    private final ChangeCart changeCart;

    private record Quantity(int quantity) {}

    public CartResources(ViewCart viewCart, ChangeCart changeCart) {
        this.viewCart = viewCart;
        this.changeCart = changeCart;
    }

    /** Answers the operations on the cart. */
    public Operations addTo(Operations operations) {
        return operations
                .on("get-cart", this::get)
                .on("put-cart-item", this::put)
                .on("delete-cart-item", this::remove)
                .on("clear-cart", this::clear);
    }

    private Future<Answer> get(Call call) {
        return viewCart.view(Shopper.of(call.principal()).id()).map(CartResources::shown);
    }

    private Future<Answer> put(Call call) {
        var item = new Cart.Item(call.pathId("productId"), call.body(Quantity.class).quantity());
        return changed(changeCart.put(Shopper.of(call.principal()).id(), item, call.ifMatch()));
    }

    private Future<Answer> remove(Call call) {
        return changed(
                changeCart.remove(
                        Shopper.of(call.principal()).id(),
                        call.pathId("productId"),
                        call.ifMatch()));
    }

    private Future<Answer> clear(Call call) {
        return changed(changeCart.clear(Shopper.of(call.principal()).id(), call.ifMatch()));
    }

    private Future<Answer> changed(Future<Cart> cart) {
        return cart.compose(viewCart::price).map(CartResources::shown);
    }

    /** Prices change without the version, so that the tag covers them too. */
    private static Answer shown(PricedCart cart) {
        var digest = digest(Json.bytes(cart));
        return Answer.ok(cart).etag(cart.version(), digest);
    }

    private static String digest(byte[] body) {
        var sum = new CRC32C();
        sum.update(body);
        return Long.toHexString(sum.getValue());
    }
}
