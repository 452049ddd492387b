package io.stridelake.streams.api;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.activity.ActivityExplanation;
import io.stridelake.ranking.activity.ActivityQuery.Found;
import io.stridelake.ranking.activity.KeptActivity;
import io.stridelake.ranking.activity.Spot;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.Sums;
import io.stridelake.scoring.Explanation.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one partition says of single activities. Points are thousandths, lengths micrometres, times
 * milliseconds; what was not asked for is null.
 *
 * @param found a page of the catalogue
 * @param reached the place up to which it was looked, or null to the end
 * @param explained one activity
 * @param person who an athlete is, or null if the roster does not say
 * @param days what an athlete's days added up to, those with a counted activity
 */
@Serdeable
public record ActivitiesAnswer(
    @Nullable List<Item> found,
    BoardQuestion.@Nullable Behind reached,
    @Nullable Item explained,
    @Nullable Person person,
    @Nullable List<Day> days) {

  static final ActivitiesAnswer NOTHING = new ActivitiesAnswer(null, null, null, null, null);

  static ActivitiesAnswer of(Found found, String lake) {
    List<Item> items = found.activities().stream().map(kept -> Item.of(kept, lake)).toList();
    return new ActivitiesAnswer(items, behind(found.reached()), null, null, null);
  }

  static ActivitiesAnswer of(ActivityExplanation explanation, String lake) {
    return new ActivitiesAnswer(null, null, Item.of(explanation, lake), null, null);
  }

  static ActivitiesAnswer of(Athlete athlete, SortedMap<LocalDate, Sums> days) {
    List<Day> sums =
        days.entrySet().stream().map(day -> Day.of(day.getKey(), day.getValue())).toList();
    return new ActivitiesAnswer(null, null, null, Person.of(athlete), sums);
  }

  private static BoardQuestion.@Nullable Behind behind(@Nullable Spot spot) {
    return spot == null
        ? null
        : new BoardQuestion.Behind(
            spot.start(),
            spot.key().athlete().value(),
            spot.key().provider(),
            spot.key().externalId(),
            spot.key().kind());
  }

  /**
   * An activity.
   *
   * @param facts what it says, or null if it is deleted
   * @param steps the arithmetic, only in an explanation
   * @param countsInstead for a duplicate, the recording that counts, only in an explanation
   */
  @Serdeable
  public record Item(
      String athlete,
      String provider,
      String externalId,
      String kind,
      @Nullable Facts facts,
      boolean counted,
      @Nullable String reason,
      long points,
      @Nullable String rule,
      String rawTopic,
      int rawPartition,
      long rawOffset,
      Instant receivedAt,
      @Nullable List<StepTaken> steps,
      @Nullable Other countsInstead) {

    static Item of(KeptActivity kept, String lake) {
      Contribution contribution =
          kept.row() instanceof ActivityRow.Known known ? known.contribution() : null;
      return of(
          kept.key(),
          kept.row(),
          contribution != null && contribution.counted(),
          contribution == null ? null : contribution.notCounted(),
          contribution == null ? 0 : contribution.sums().points(),
          contribution == null ? null : contribution.rule(),
          null,
          null,
          lake);
    }

    static Item of(ActivityExplanation explanation, String lake) {
      return of(
          explanation.key(),
          explanation.row(),
          explanation.counted(),
          explanation.reason(),
          explanation.points().thousandths(),
          explanation.rule(),
          explanation.steps().stream().map(StepTaken::of).toList(),
          explanation.countsInstead(),
          lake);
    }

    private static Item of(
        ActivityKey key,
        ActivityRow row,
        boolean counted,
        @Nullable String reason,
        long points,
        @Nullable String rule,
        @Nullable List<StepTaken> steps,
        @Nullable ActivityKey instead,
        String lake) {
      RawRecordPosition raw = row.raw();
      return new Item(
          key.athlete().value(),
          key.provider(),
          key.externalId(),
          key.kind(),
          row instanceof ActivityRow.Known known ? Facts.of(known.activity()) : null,
          counted,
          reason,
          points,
          rule,
          lake,
          raw.partition(),
          raw.offset(),
          raw.receivedAt(),
          steps,
          instead == null ? null : new Other(instead.provider(), instead.externalId()));
    }
  }

  /** What an activity says. */
  @Serdeable
  public record Facts(
      String sport,
      LocalDateTime localStart,
      @Nullable Instant start,
      long distance,
      long moving,
      long elapsed,
      long climbed,
      boolean manual,
      boolean privately,
      boolean flagged) {
    static Facts of(Activity activity) {
      return new Facts(
          activity.sport().name(),
          activity.localStart(),
          activity.start(),
          activity.distance().micrometres(),
          activity.moving().toMillis(),
          activity.elapsed().toMillis(),
          activity.climbed().micrometres(),
          activity.flags().manual(),
          activity.flags().privately(),
          activity.flags().flagged());
    }
  }

  /** A step of the arithmetic. */
  @Serdeable
  public record StepTaken(String kind, String id, String text, long points) {
    static StepTaken of(Step step) {
      return new StepTaken(step.kind().code(), step.id(), step.text(), step.points().thousandths());
    }
  }

  /** Another activity of the same athlete. */
  @Serdeable
  public record Other(String provider, String externalId) {}

  /** An athlete of the roster. */
  @Serdeable
  public record Person(
      String id,
      String name,
      boolean shown,
      @Nullable String department,
      @Nullable LocalDate left,
      List<Stay> memberships) {
    static Person of(Athlete athlete) {
      return new Person(
          athlete.id().value(),
          athlete.name(),
          athlete.visibility() == Visibility.SHOWN,
          athlete.currentDepartment().orElse(null),
          athlete.left(),
          athlete.memberships().stream().map(Stay::of).toList());
    }
  }

  /** A membership of a department. */
  @Serdeable
  public record Stay(String department, @Nullable LocalDate since, @Nullable LocalDate until) {
    static Stay of(Membership membership) {
      return new Stay(membership.department(), membership.since(), membership.until());
    }
  }

  /** What a day's counted activities added up to. */
  @Serdeable
  public record Day(
      LocalDate date, long points, long activities, long distance, long seconds, long climbed) {
    static Day of(LocalDate date, Sums sums) {
      return new Day(
          date, sums.points(), sums.activities(), sums.distance(), sums.seconds(), sums.climbed());
    }
  }
}
