package io.stridelake.ranking.season;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.LockedPartitionRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.schema.AthleteResultValue;
import io.stridelake.schema.PartitionResultValue;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.topics.SeasonResultKey;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** What is kept of a season result. */
public final class SeasonResultRows {
  private SeasonResultRows() {}

  /**
   * The row of a record; without a value if the record has none.
   *
   * @throws IllegalArgumentException if key and value do not fit
   */
  @SuppressWarnings("NullAway") // a null value is Kafka's way to delete
  public static KeyValue<Bytes, byte[]> of(SeasonResultKey key, @Nullable SeasonResultValue value) {
    AthleteId athlete = key.athlete();
    Bytes row =
        athlete == null
            ? RowKeys.lockedPartition(key.season(), key.lock())
            : RowKeys.locked(key.season(), key.lock(), athlete);
    return KeyValue.pair(row, value == null ? null : bytes(athlete, value));
  }

  private static byte[] bytes(@Nullable AthleteId athlete, SeasonResultValue value) {
    if (athlete != null && value.getStanding() instanceof AthleteResultValue result) {
      return SeasonResults.toDomain(athlete, result).toBytes();
    }
    if (athlete == null && value.getStanding() instanceof PartitionResultValue result) {
      return new LockedPartitionRow(result.getAthletes()).toBytes();
    }
    throw new IllegalArgumentException(
        "season result under a key of the other kind (expected season/lock/athleteId for athletes)");
  }
}
