package dev.souk.proof.load;

import dev.souk.proof.load.Goods.Product;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills the empty shop before its doors open: the staff's first deed, written down as any other.
 */
public final class Shelves {

    private static final int HOT = 3;
    private static final int SCARCE = 3;
    private static final int LIMITED = 2;
    private static final int SPREAD = 40;
    private static final long PLENTY = 1_000_000;
    private static final long SOME = 400;
    private static final long FEW = 25;
    private static final long MAX_PER_CUSTOMER = 3;
    private static final long FIRST_PRICE = 900;

    private final Client client;
    private final String token;
    private int made;

    /**
     * What a product is made with.
     *
     * @param maxPerCustomer 0 for no bound
     */
    private record Kind(String name, long available, long maxPerCustomer) {}

    private Shelves(Client client, String token) {
        this.client = client;
        this.token = token;
    }

    /**
     * Fills the shelves.
     *
     * @throws IllegalStateException if the shop refuses, though nothing is broken yet
     */
    public static Goods fill(Stage stage, String email, String password)
            throws InterruptedException {
        var client = new Client("shelves", stage, 0);
        var body = Map.of("email", email, "password", password);
        var session =
                client.call(
                        "log-in",
                        Map.of("email", email),
                        Request.post("/v1/sessions", "", body),
                        Answer::brief);
        var shelves = new Shelves(client, session.body().text("accessToken"));
        return new Goods(
                shelves.make(HOT, new Kind("Hot", PLENTY, 0)),
                shelves.make(SCARCE, new Kind("Scarce", FEW, 0)),
                shelves.make(LIMITED, new Kind("Limited", PLENTY, MAX_PER_CUSTOMER)),
                shelves.make(SPREAD, new Kind("Lamp", SOME, 0)));
    }

    private List<Product> make(int count, Kind kind) throws InterruptedException {
        var products = new ArrayList<Product>();
        for (var i = 0; i < count; i++) {
            products.add(make(kind));
        }
        return products;
    }

    private Product make(Kind kind) throws InterruptedException {
        var price = FIRST_PRICE + 10L * ++made;
        var body = new HashMap<String, Object>();
        body.put("sku", "PROOF-" + made);
        body.put("name", kind.name() + " " + made);
        body.put("price", Map.of("amount", price, "currency", "EUR"));
        body.put("stock", Map.of("mode", "tracked", "available", kind.available()));
        if (kind.maxPerCustomer() > 0) {
            body.put("maxPerCustomer", kind.maxPerCustomer());
        }
        var asked = Map.of("available", kind.available(), "maxPerCustomer", kind.maxPerCustomer());
        var request = Request.post("/v1/products", token, body);
        var answer = client.call("create-product", asked, request, Shelves::created);
        if (!answer.isOk()) {
            throw new IllegalStateException("no product can be made: " + answer);
        }
        return new Product(answer.body().text("id"), price);
    }

    private static Map<String, Object> created(Answer answer) {
        var told = new HashMap<>(answer.brief());
        told.put("productId", answer.body().text("id"));
        return told;
    }
}
