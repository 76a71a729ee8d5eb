package dev.souk.order.app;

import java.util.UUID;

/**
 * The name that a customer's program gave to a request to order.
 *
 * @param bodyHash of the request's bytes, so that another request under the same name is seen
 */
public record RequestKey(UUID customerId, String key, String bodyHash) {}
