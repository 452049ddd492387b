package io.stridelake.system.oracle;

import io.stridelake.system.oracle.Oracle.Counted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Caps of points by day and ISO week, of all rules, granted in the order of local start, provider
 * and id. Each activity adds up what was granted before it.
 *
 * @param daily at most so many points a day, or null
 * @param weekly at most so many points an ISO week, or null
 */
public record CapSheet(@Nullable BigDecimal daily, @Nullable BigDecimal weekly) {
  public static final CapSheet NONE = new CapSheet(null, null);

  /** The document's section that says the same. */
  public String yaml() {
    return """

        caps:
          - { id: daily, scope: day, max: %s }
          - { id: weekly, scope: week, max: %s }
        """
        .formatted(daily, weekly);
  }

  /** The same activities with what they are granted. */
  List<Counted> granted(List<Counted> earned) {
    List<Counted> granted = new ArrayList<>();
    earned.stream()
        .sorted(
            Comparator.comparing((Counted each) -> each.activity().localStart())
                .thenComparing(each -> each.activity().provider())
                .thenComparing(each -> Long.toString(each.activity().id())))
        .forEach(each -> granted.add(granted(each, granted)));
    return granted;
  }

  private Counted granted(Counted each, List<Counted> before) {
    Stretch day = Stretch.day(each.activity().date());
    Stretch week = Stretch.week(each.activity().date());
    BigDecimal points =
        each.points().min(left(daily, day, each, before)).min(left(weekly, week, each, before));
    return new Counted(each.activity(), each.person(), points);
  }

  private static BigDecimal left(
      @Nullable BigDecimal cap, Stretch stretch, Counted each, List<Counted> before) {
    return cap == null
        ? each.points()
        : before.stream()
            .filter(other -> other.person().equals(each.person()))
            .filter(other -> stretch.contains(other.activity().date()))
            .map(Counted::points)
            .reduce(cap, BigDecimal::subtract);
  }
}
