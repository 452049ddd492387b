package io.stridelake.ranking.season;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.LockedPartitionRow;
import io.stridelake.ranking.row.RowKeys;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rows of one lock of a season in one partition. Once the row is there that closes it, they
 * never change: attempts to lock a season have ids of their own.
 *
 * @param rows the rankings store
 * @param season its id
 * @param lock the lock that holds
 */
public record LockedRows(KeyValueStore<Bytes, byte[]> rows, String season, String lock) {
  /**
   * Gives every row to the reader, in the order of athletes.
   *
   * @throws SeasonNotHereException if they are not all there yet
   */
  public void forEach(BiConsumer<AthleteId, byte[]> reader) {
    int expected = expected();
    int found = 0;
    try (KeyValueIterator<Bytes, byte[]> range =
        rows.range(RowKeys.firstLocked(season, lock), RowKeys.afterLocked(season, lock))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> row = range.next();
        found++;
        reader.accept(RowKeys.athleteOfLocked(row.key), row.value);
      }
    }
    if (found != expected) {
      throw new SeasonNotHereException(season);
    }
  }

  /**
   * One athlete's part of it; empty if there is none.
   *
   * @throws SeasonNotHereException if they are not all there yet
   */
  public Optional<AthleteSeason> find(AthleteId athlete) {
    expected();
    return Optional.ofNullable(rows.get(RowKeys.locked(season, lock, athlete)))
        .map(bytes -> AthleteSeason.of(athlete, bytes));
  }

  private int expected() {
    byte[] closing = rows.get(RowKeys.lockedPartition(season, lock));
    if (closing == null) {
      throw new SeasonNotHereException(season);
    }
    return LockedPartitionRow.of(closing).athletes();
  }
}
