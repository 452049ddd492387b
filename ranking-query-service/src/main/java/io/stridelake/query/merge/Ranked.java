package io.stridelake.query.merge;

/** Something with its spot. */
public record Ranked<T>(Spot spot, T value) {}
