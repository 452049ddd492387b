package io.stridelake.simulator.control;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.simulator.faults.Faults;
import io.stridelake.simulator.limits.Usage;
import io.stridelake.simulator.push.PushCounters;

/**
 * How the simulator does.
 *
 * @param queued events not yet delivered or given up
 * @param callsOverLimit calls rejected for the limits since the start
 * @param activities that exist, deleted ones not counted
 */
@Serdeable
public record Status(
    long queued,
    long callsOverLimit,
    double liveRate,
    int athletes,
    int connected,
    long activities,
    boolean subscribed,
    PushCounters events,
    Usage calls,
    Faults faults) {}
