package io.stridelake.ranking;

import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.ranking.row.SourcesRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where the entries of athletes came from. The rows are kept in memory too, because every entry
 * asks for its athlete's and hardly any changes it.
 */
final class AthleteSources {
  /** About 10 MB. */
  private static final int MOST = 100_000;

  private final KeyValueStore<Bytes, byte[]> rows;
  private final Map<AthleteId, SourcesRow> read = new HashMap<>();

  /** Of a store that nobody else writes such rows to. */
  AthleteSources(KeyValueStore<Bytes, byte[]> rows) {
    this.rows = rows;
  }

  /**
   * Whether the athlete's entries have several sources, this one's included.
   *
   * @param puts takes the row to be written if the source is new
   */
  boolean isMixed(ActivityKey key, List<KeyValue<Bytes, byte[]>> puts) {
    SourcesRow sources = read.get(key.athlete());
    if (sources == null) {
      byte[] bytes = rows.get(RowKeys.sources(key.athlete()));
      sources = bytes == null ? SourcesRow.NONE : SourcesRow.of(bytes);
      keep(key.athlete(), sources);
    }
    if (!sources.has(key)) {
      sources = sources.with(key);
      puts.add(KeyValue.pair(RowKeys.sources(key.athlete()), sources.toBytes()));
      keep(key.athlete(), sources);
    }
    return sources.isMixed();
  }

  private void keep(AthleteId athlete, SourcesRow sources) {
    if (read.size() >= MOST) {
      read.clear();
    }
    read.put(athlete, sources);
  }
}
