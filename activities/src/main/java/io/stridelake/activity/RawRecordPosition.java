package io.stridelake.activity;

import java.time.Instant;

/**
 * Where a raw record lies in the lake.
 *
 * @param partition of the lake topic
 * @param offset of the record, which compaction never changes
 * @param receivedAt when ingest received it from the provider
 */
public record RawRecordPosition(int partition, long offset, Instant receivedAt) {}
