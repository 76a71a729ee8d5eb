package dev.souk.cluster.security;

import dev.souk.contract.Principal;

import java.time.Instant;

/**
 * What a valid access token said.
 *
 * @param principal who showed it
 * @param expiresAt until when it is valid
 */
public record VerifiedToken(Principal principal, Instant expiresAt) {}
