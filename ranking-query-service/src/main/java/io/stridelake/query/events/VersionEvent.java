package io.stridelake.query.events;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What listeners are told.
 *
 * @param version the ranking's, as its pages have it
 */
@Serdeable
public record VersionEvent(String version) {}
