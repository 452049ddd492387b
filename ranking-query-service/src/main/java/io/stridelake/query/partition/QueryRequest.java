package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of an internal query.
 *
 * @param snapshots the versions to read by partition, or null for the newest
 * @param pin whether what is read is kept for cursors
 * @param standby whether standbys may answer
 * @param last whether an instance without a lease may answer with the last complete state
 */
@Serdeable
public record QueryRequest(
    List<Integer> partitions,
    View view,
    @Nullable Map<String, String> snapshots,
    boolean pin,
    boolean standby,
    boolean last,
    PartitionQuery query) {}
