package io.stridelake.ranking.season;

import io.stridelake.ranking.row.RowKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Rows of single activities as they were at a moment. An iterator is a snapshot, a look by key is
 * none: so whoever writes keeps here what a row said before, for as long as somebody reads.
 *
 * <p>One thread writes; any may read. A season is over when it is copied, so few rows change
 * meanwhile; {@value #MOST} of them are too many.
 */
public final class FormerRows implements AutoCloseable {
  /** Some 30 MB. */
  private static final int MOST = 100_000;

  private final KeyValueStore<Bytes, byte[]> rows;
  private final Consumer<FormerRows> closed;
  private final Map<Bytes, Optional<byte[]>> former = new ConcurrentHashMap<>();
  private volatile boolean tooMany;

  /**
   * The rows as they are now.
   *
   * @param closed is told that nobody reads any more
   */
  public FormerRows(KeyValueStore<Bytes, byte[]> rows, Consumer<FormerRows> closed) {
    this.rows = rows;
    this.closed = closed;
  }

  /** Keeps what these rows say, before they are written. */
  public void keep(List<KeyValue<Bytes, byte[]>> changing) {
    for (KeyValue<Bytes, byte[]> row : changing) {
      if (tooMany) {
        return;
      }
      if (RowKeys.isActivity(row.key) && !former.containsKey(row.key)) {
        former.put(row.key, Optional.ofNullable(rows.get(row.key)));
        tooMany = former.size() > MOST;
      }
    }
  }

  /**
   * The activity's row as it was; null if there was none.
   *
   * @throws InvalidStateStoreException if too many rows changed meanwhile
   */
  byte @Nullable [] find(Bytes key) {
    // In this order: a writer keeps the former row before it writes the new one.
    byte[] now = rows.get(key);
    Optional<byte[]> kept = former.get(key);
    if (tooMany) {
      throw new InvalidStateStoreException(
          "more than " + MOST + " activities changed while the season was copied");
    }
    return kept == null ? now : kept.orElse(null);
  }

  @Override
  public void close() {
    closed.accept(this);
  }
}
