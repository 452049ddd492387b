package io.stridelake.streams.verification;

import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.streams.mark.Marks;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;

/** One side of a comparison: what somebody derived from everything before the marks. */
interface Derived {
  /** In words. */
  String name();

  /**
   * The sum of each partition's parts.
   *
   * @throws IOException if not all of them come in time; it says which are missing
   */
  Map<MarkPosition, Checksum> sums(Marks marks) throws IOException, InterruptedException;

  /** The sums of each athlete at one of the marks. */
  SortedMap<String, String> byAthlete(MarkPosition mark) throws IOException, InterruptedException;

  /** What each activity of an athlete adds, in words: as it is now, or was at the marks. */
  SortedMap<String, String> contributions(String athlete, int partition)
      throws IOException, InterruptedException;
}
