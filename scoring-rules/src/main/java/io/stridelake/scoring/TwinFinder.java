package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.activity.SportFamily;
import io.stridelake.rules.Duplicates;
import io.stridelake.rules.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which recordings of one athlete are of the same workout, and which of them is the best.
 *
 * <p>Forms: entries of one provider with one id are forms of one activity (its API's answer, a row
 * of its export, a file); the first in {@link #BEST_FORM_FIRST} is the activity, the others are
 * duplicates whatever they say. Twins: activities of different providers that count alone, of alike
 * sports, whose times have at least the rule set's share of the shorter one in common. Twins of
 * twins are one workout: the first in {@link #BEST_FIRST} counts, the others are duplicates.
 *
 * <p>An activity's time is from its start on as long as it took, at most {@link #LONGEST}. Where
 * only local time is known, or local and universal time cannot both be true, the local start is
 * read in the rule set's zone.
 */
public final class TwinFinder {
  /** Longer ones are looked at for so long only. */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** Local dates of twins are at most so many days apart. */
  public static final int DAYS_APART = 3;

  /** Recorded before typed in, then the one that measured more, then by key. */
  public static final Comparator<Recording> BEST_FIRST =
      Comparator.comparing((Recording recording) -> recording.activity().flags().manual())
          .thenComparing(recording -> -measured(recording.activity()))
          .thenComparing(Recording::key);

  private static final List<String> FORMS = List.of("activity", "export-row", "file");

  /** What the provider's API says before its export, the export before a file. */
  public static final Comparator<Recording> BEST_FORM_FIRST =
      Comparator.comparingInt((Recording recording) -> form(recording.key().kind()))
          .thenComparing(BEST_FIRST);

  /** No clock on earth is further from universal time. */
  private static final Duration WIDEST_OFFSET = Duration.ofHours(18);

  private final BigDecimal minOverlap;
  private final ZoneId zone;

  /** Finds what the rule set calls duplicates. */
  public TwinFinder(RuleSet ruleSet) {
    this(ruleSet.duplicates(), ruleSet.zone());
  }

  TwinFinder(Duplicates duplicates, @Nullable ZoneId zone) {
    this.minOverlap = duplicates.minOverlap();
    this.zone = zone == null ? ZoneOffset.UTC : zone;
  }

  /** Whether both are of one activity of one provider. */
  public static boolean areForms(Recording one, Recording other) {
    return one.key().provider().equals(other.key().provider())
        && one.key().externalId().equals(other.key().externalId());
  }

  /** Whether both, of which each is its activity's best form, are recordings of one workout. */
  public boolean areTwins(Recording one, Recording other) {
    return one.counts()
        && other.counts()
        && !one.key().provider().equals(other.key().provider())
        && SportFamily.areAlike(one.activity().sport(), other.activity().sport())
        && overlapsEnough(one.activity(), other.activity());
  }

  private boolean overlapsEnough(Activity one, Activity other) {
    Instant oneStart = start(one);
    Instant otherStart = start(other);
    Instant oneEnd = oneStart.plus(length(one));
    Instant otherEnd = otherStart.plus(length(other));
    Instant from = oneStart.isAfter(otherStart) ? oneStart : otherStart;
    Instant to = oneEnd.isBefore(otherEnd) ? oneEnd : otherEnd;
    if (!from.isBefore(to)) {
      return false;
    }
    Duration shorter = length(one).compareTo(length(other)) < 0 ? length(one) : length(other);
    BigDecimal common = BigDecimal.valueOf(from.until(to, ChronoUnit.MICROS));
    BigDecimal needed =
        minOverlap.multiply(
            BigDecimal.valueOf(shorter.dividedBy(Duration.of(1, ChronoUnit.MICROS))));
    return common.compareTo(needed) >= 0;
  }

  private Instant start(Activity activity) {
    Instant start = activity.start();
    Instant local = activity.localStart().toInstant(ZoneOffset.UTC);
    return start != null && Duration.between(start, local).abs().compareTo(WIDEST_OFFSET) <= 0
        ? start
        : activity.localStart().atZone(zone).toInstant();
  }

  private static Duration length(Activity activity) {
    Duration length = activity.elapsed().isZero() ? activity.moving() : activity.elapsed();
    return length.compareTo(LONGEST) > 0 ? LONGEST : length;
  }

  /** How many of the things that can be measured were. */
  private static int measured(Activity activity) {
    boolean[] known = {
      activity.distance().micrometres() > 0,
      !activity.moving().isZero(),
      !activity.elapsed().isZero(),
      activity.climbed().micrometres() > 0,
      activity.speed().max() > 0,
      activity.averageHeartrate() != null
    };
    int count = 0;
    for (boolean each : known) {
      count += each ? 1 : 0;
    }
    return count;
  }

  private static int form(String kind) {
    int place = FORMS.indexOf(kind);
    return place < 0 ? FORMS.size() : place;
  }
}
