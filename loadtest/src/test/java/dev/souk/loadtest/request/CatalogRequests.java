package dev.souk.loadtest.request;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Products. */
public final class CatalogRequests {

    private CatalogRequests() {}

    /** Remembers {@code productId} and {@code word}, of any product on the page. */
    public static HttpRequestActionBuilder list() {
        return http("list products")
                .get("/v1/products?limit=50")
                .check(
                        status().is(200),
                        jsonPath("$.items[?(@.stock.available > 0)].id")
                                .findRandom()
                                .saveAs("productId"),
                        jsonPath("$.items[*].name")
                                .findRandom()
                                .transform(CatalogRequests::firstWord)
                                .saveAs("word"));
    }

    public static HttpRequestActionBuilder look() {
        return http("look at a product").get("/v1/products/#{productId}").check(status().is(200));
    }

    public static HttpRequestActionBuilder search() {
        return http("search")
                .get("/v1/products/search")
                .queryParam("q", "#{word}")
                .check(status().is(200));
    }

    private static String firstWord(String name) {
        var space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }
}
