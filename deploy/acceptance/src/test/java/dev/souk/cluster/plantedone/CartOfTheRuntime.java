package dev.souk.cluster.plantedone;

import dev.souk.cluster.plantedtwo.Second;
import dev.souk.user.UserMain;

import org.jspecify.annotations.Nullable;

/** Speaks a shop word, knows a service and stands in a cycle. */
public record CartOfTheRuntime(@Nullable Second second, Class<UserMain> service) {}
