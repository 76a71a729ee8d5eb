package dev.souk.loadtest.request;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Orders. */
public final class OrderRequests {

    public static final String PLACE = "place an order";

    private OrderRequests() {}

    /** Remembers {@code orderId}. Stock may run out while the test runs: that is an answer, too. */
    public static HttpRequestActionBuilder place() {
        return http(PLACE)
                .post("/v1/orders")
                .header("Authorization", "Bearer #{token}")
                .header("Idempotency-Key", "#{key}")
                .body(
                        StringBody(
                                """
                                {"items": [{"productId": "#{productId}", "quantity": 1}],
                                 "payment": {"method": "card", "token": "tok_visa"},
                                 "shippingAddress": {"name": "Load Test", "line1": "1 Main Street", "city": "London",
                                                     "postalCode": "E1 6AN", "country": "GB"}}\
                                """))
                .check(
                        status().in(201, 202, 422),
                        jsonPath("$.id").optional().saveAs("orderId"),
                        jsonPath("$.orderId").optional().saveAs("orderId"));
    }

    public static HttpRequestActionBuilder read() {
        return http("read the order")
                .get("/v1/orders/#{orderId}")
                .header("Authorization", "Bearer #{token}")
                .check(status().is(200));
    }
}
