package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one partition says of single activities, as the instance sent it. Points are thousandths,
 * lengths micrometres, times milliseconds; what was not asked for is null.
 *
 * @param found a page of the catalogue, in its order
 * @param reached the place up to which it was looked, or null to the end
 * @param explained one activity, or null if it is not here
 * @param person an athlete, or null if the roster here does not say
 * @param days what an athlete's days added up to
 */
@Serdeable
public record ActivitiesAnswer(
    @Nullable List<Item> found,
    @Nullable Behind reached,
    @Nullable Item explained,
    @Nullable Person person,
    @Nullable List<Day> days) {

  /**
   * An activity with what it earned.
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
      @Nullable List<Step> steps,
      @Nullable Other countsInstead) {}

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
      boolean flagged) {}

  /** A step of the arithmetic. */
  @Serdeable
  public record Step(String kind, String id, String text, long points) {}

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
      List<Stay> memberships) {}

  /** A membership of a department; the last day is the one before {@code until}. */
  @Serdeable
  public record Stay(String department, @Nullable LocalDate since, @Nullable LocalDate until) {}

  /** What a day's counted activities added up to. */
  @Serdeable
  public record Day(
      LocalDate date, long points, long activities, long distance, long seconds, long climbed) {}
}
