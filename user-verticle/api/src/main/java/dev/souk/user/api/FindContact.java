package dev.souk.user.api;

import java.util.UUID;

/**
 * Asks how to reach a user.
 *
 * @param userId the account's id
 */
public record FindContact(UUID userId) {}
