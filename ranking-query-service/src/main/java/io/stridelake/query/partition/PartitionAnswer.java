package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition's answer, as the instance sent it.
 *
 * @param status {@code ok | not-owner | no-lease | restoring | snapshot-gone}
 * @param version content hash of the view on this partition, 32 hex digits; null unless it is about
 *     a board and ok
 * @param total members of the view on this partition
 * @param matching how many of them match a search
 * @param asOf epoch ms of the newest record in it, or null when there is none
 * @param member the athlete asked for
 * @param before rows before the place asked for
 * @param activities what it says of single activities
 * @param standbyLag by how many offsets the standby that answered may be behind the owner; null if
 *     the owner answered, or nobody knows
 * @param last whether it is the last complete state of an instance that may not be an owner any
 *     more; null is no
 */
@Serdeable
public record PartitionAnswer(
    int partition,
    String status,
    @Nullable String version,
    @Nullable Long total,
    @Nullable Long matching,
    @Nullable Long asOf,
    @Nullable List<Row> rows,
    @Nullable Member member,
    @Nullable List<Long> counts,
    @Nullable Long before,
    @Nullable List<Group> groups,
    @Nullable ActivitiesAnswer activities,
    @Nullable Long standbyLag,
    @Nullable Boolean last) {

  /** Whether it is the last complete state of an instance that may not be an owner any more. */
  boolean isLast() {
    return Boolean.TRUE.equals(last);
  }
}
