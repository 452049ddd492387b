package io.stridelake.simulator.push;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What became of the events so far.
 *
 * @param queued not yet at an end: waiting, under way or before another attempt
 * @param published real events, each counted once
 * @param delivered answered with 200 in time
 * @param failed given up after the last attempt, or when the subscription ended
 * @param lost dropped by the fault, never sent
 * @param duplicated sent once more by the fault
 * @param forged sent by the fault though nothing happened
 * @param unsubscribed had no subscription to go to
 * @param attempts posts to the callback
 */
@Serdeable
public record PushCounters(
    long queued,
    long published,
    long delivered,
    long failed,
    long lost,
    long duplicated,
    long forged,
    long unsubscribed,
    long attempts) {}
