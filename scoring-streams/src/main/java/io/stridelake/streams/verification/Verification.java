package io.stridelake.streams.verification;

import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.streams.mark.Marks;
import io.stridelake.streams.verification.Report.Difference;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares what two have derived from everything before the same marks. */
final class Verification {
  private Verification() {}

  /** What all rows of one come to. */
  static Checksum total(Map<MarkPosition, Checksum> sums) {
    return sums.values().stream().reduce(Checksum.ZERO, Checksum::plus);
  }

  /** Writes marks when they are needed. */
  @FunctionalInterface
  interface MarkSource {
    /** Where the marks lie that were written just now. */
    Marks write();
  }

  /**
   * Compares. Only where a partition differs its athletes are looked at, at marks of their own, so
   * that nobody has to hold all athletes of all partitions.
   *
   * @throws IOException if one of them does not tell in time
   */
  static Report compare(int generation, Derived found, Derived expected, MarkSource source)
      throws IOException, InterruptedException {
    Marks marks = source.write();
    Map<MarkPosition, Checksum> foundSums = found.sums(marks);
    Map<MarkPosition, Checksum> expectedSums = expected.sums(marks);
    List<MarkPosition> different =
        marks.positions().stream()
            .filter(mark -> !Objects.equals(foundSums.get(mark), expectedSums.get(mark)))
            .sorted(Comparator.comparing(MarkPosition::input))
            .toList();
    return new Report(
        generation,
        expected.name(),
        different.isEmpty(),
        total(foundSums).toString(),
        total(expectedSums).toString(),
        marks,
        different.isEmpty() ? null : difference(different.getFirst(), found, expected, source));
  }

  private static Difference difference(
      MarkPosition different, Derived found, Derived expected, MarkSource source)
      throws IOException, InterruptedException {
    found.expectDetails(different.input(), different.partition());
    expected.expectDetails(different.input(), different.partition());
    MarkPosition mark = source.write().at(different.input(), different.partition());
    String athlete = firstDifferent(found.byAthlete(mark), expected.byAthlete(mark));
    String part = mark.input().name().toLowerCase(Locale.ROOT);
    if (athlete == null || mark.input() == MarkedInput.ROSTER) {
      return new Difference(part, mark.partition(), athlete, null, null, null);
    }
    SortedMap<String, String> foundNow = found.contributions(athlete, mark.partition());
    SortedMap<String, String> expectedNow = expected.contributions(athlete, mark.partition());
    String activity = firstDifferent(foundNow, expectedNow);
    return activity == null
        ? new Difference(part, mark.partition(), athlete, null, null, null)
        : new Difference(
            part,
            mark.partition(),
            athlete,
            activity,
            foundNow.get(activity),
            expectedNow.get(activity));
  }

  private static @Nullable String firstDifferent(
      SortedMap<String, String> some, SortedMap<String, String> others) {
    TreeSet<String> keys = new TreeSet<>(some.keySet());
    keys.addAll(others.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(some.get(key), others.get(key)))
        .findFirst()
        .orElse(null);
  }
}
