package io.stridelake.simulator.limits;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What of the limits is used up.
 *
 * @param total calls since the start
 * @param callsOverLimit calls since the start that were rejected for the limits
 * @param rejected whether the call just counted is
 */
@Serdeable
public record Usage(
    Limits limits,
    int quarterCalls,
    int dayCalls,
    int quarterReads,
    int dayReads,
    long total,
    long callsOverLimit,
    boolean rejected) {}
