package io.stridelake.ranking.row;

import io.stridelake.activity.ActivityKey;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which kinds of which providers there ever was an entry of, for one athlete: with a single one
 * there can be no duplicates, so that nobody has to look for them.
 *
 * @param sources of the form provider/kind, sorted
 */
public record SourcesRow(Set<String> sources) {
  /** Of an athlete without any entry. */
  public static final SourcesRow NONE = new SourcesRow(Set.of());

  private static final long FORMAT = 1;

  public SourcesRow {
    sources = Set.copyOf(sources);
  }

  /** Whether entries of this source were there before. */
  public boolean has(ActivityKey key) {
    return sources.contains(source(key));
  }

  /** With the source of this entry. */
  public SourcesRow with(ActivityKey key) {
    TreeSet<String> all = new TreeSet<>(sources);
    all.add(source(key));
    return new SourcesRow(all);
  }

  /** Whether there may be duplicates. */
  public boolean isMixed() {
    return sources.size() > 1;
  }

  /** The row's bytes. */
  public byte[] toBytes() {
    RowWriter row = new RowWriter().number(FORMAT);
    new TreeSet<>(sources).forEach(row::text);
    return row.toBytes();
  }

  /** Reads {@link #toBytes()}. */
  public static SourcesRow of(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    row.expectFormat(FORMAT, "sources");
    Set<String> sources = new TreeSet<>();
    while (row.hasMore()) {
      sources.add(row.text());
    }
    return new SourcesRow(sources);
  }

  private static String source(ActivityKey key) {
    return key.provider() + "/" + key.kind();
  }
}
