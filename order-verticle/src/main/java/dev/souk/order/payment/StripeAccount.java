package dev.souk.order.payment;

import dev.souk.cluster.config.Secret;

import java.net.URI;

/**
 * Whose money it is.
 *
 * @param url where Stripe's API begins
 * @param key the account's secret or restricted key
 * @param returnUrl where the shopper comes back to from a page of the bank
 */
public record StripeAccount(URI url, Secret key, URI returnUrl) {}
