package io.stridelake.streams.verification;

import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
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

  /**
   * Has sums of athletes kept at the marks of one partition that are written next.
   *
   * @throws IOException if somebody cannot be told
   */
  void expectDetails(MarkedInput input, int partition) throws IOException, InterruptedException;

  /**
   * The sums of each athlete at a mark behind {@link #expectDetails}.
   *
   * @throws IOException if they do not come in time
   */
  SortedMap<String, String> byAthlete(MarkPosition mark) throws IOException, InterruptedException;

  /** What each activity of an athlete adds, in words: as it is now, or was at the marks. */
  SortedMap<String, String> contributions(String athlete, int partition)
      throws IOException, InterruptedException;
}
