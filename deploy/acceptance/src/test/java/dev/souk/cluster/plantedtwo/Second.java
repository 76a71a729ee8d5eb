package dev.souk.cluster.plantedtwo;

import dev.souk.cluster.plantedone.CartOfTheRuntime;

import org.jspecify.annotations.Nullable;

/** The other half of a cycle. */
public record Second(@Nullable CartOfTheRuntime first) {}
