package dev.souk.gateway.route;

import dev.souk.cluster.web.Fragment;

import java.time.Instant;

/**
 * What is known of a service while none of its nodes is there.
 *
 * @param version of the newest fragment that was ever seen
 * @param since when the service was first seen
 * @param fragment the newest one
 */
public record Remembered(String version, Instant since, Fragment fragment) {}
