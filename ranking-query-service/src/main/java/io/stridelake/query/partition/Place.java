package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;

/** A place in a board's order: score descending, then id ascending. */
@Serdeable
public record Place(long score, String id) {}
