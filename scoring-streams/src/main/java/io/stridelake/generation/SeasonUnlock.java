package io.stridelake.generation;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A season's lock that was taken back.
 *
 * @param lock its id
 * @param lockedAt when the season was locked
 * @param unlockedAt when it was taken back
 * @param why what the operator said
 */
@Serdeable
public record SeasonUnlock(String lock, Instant lockedAt, Instant unlockedAt, String why) {}
