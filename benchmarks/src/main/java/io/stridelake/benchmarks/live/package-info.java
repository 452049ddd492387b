/**
 * How soon what an athlete did is seen, and how soon webhooks are answered, under load.
 *
 * <p><b>What counts as visible.</b> Payloads go into the lake as ingest writes them, at fixed
 * instants, to athletes of ten departments in turn. Polls ask for the pages of those departments,
 * each of which shows all of its hundred athletes with the number of their activities. A payload is
 * visible when the first answer is there, to its last byte, in which that number has grown to
 * include it; activities of one athlete are applied in the order in which they were written, so the
 * number says which of them are in it. The time runs from the instant at which the payload was to
 * be written to that answer: it contains the writer's delay, Kafka, both apps, their commits, what
 * the query service remembers, and up to 13 ms until somebody asks (1,000 polls a second; twice
 * that at 500).
 *
 * <p><b>Polls.</b> Four fifths ask for those pages, the others for the company's first page, its
 * totals, its departments and single members; all send the tag of what they have, as browsers do. A
 * poll fails unless the answer is a 200 that is complete, or a 304.
 *
 * <p><b>Webhooks.</b> Each announces a new activity of an athlete whose account the roster names
 * and who has not connected it. Such an event takes the whole way of an answer: the secret, the
 * event's form, the owner, and Kafka's acknowledgement that the inbox has it. It leads to no call
 * to the provider, whose part the lake's writer plays: otherwise each event would lead to a second
 * payload, and the provider's simulator would be measured on the same cores.
 */
@NullMarked
package io.stridelake.benchmarks.live;

import org.jspecify.annotations.NullMarked;
