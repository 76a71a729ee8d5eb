package dev.souk.catalog.app;

import dev.souk.catalog.domain.ProductDetails;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import java.util.List;

/** Sizes that no schema can state. */
final class Limits {

    private Limits() {}

    /** Throws {@code invalid-request} where the attributes are too large together. */
    static void check(ProductDetails details) {
        if (details.attributeBytes() > ProductDetails.MAX_ATTRIBUTE_BYTES) {
            throw ServiceFailure.invalid(
                    "invalid-request",
                    List.of(
                            new Violation(
                                    "/attributes",
                                    "too-large",
                                    "All attributes together are at most 8 KiB")));
        }
    }
}
