package io.stridelake.streams.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.ranking.leaderboard.LeaderboardQuery.Choice;
import io.stridelake.ranking.leaderboard.Place;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the query service asks.
 *
 * @param partitions which partitions shall answer
 * @param view which board
 * @param snapshots by partition the version of the snapshot to read, or null for the newest
 * @param pin whether to keep the snapshots for cursors
 * @param standby whether standbys may answer; null is no
 * @param last whether the last complete state may answer while nobody has a lease; null is no
 * @param query what about it
 */
@Serdeable
public record BoardQuestion(
    List<Integer> partitions,
    View view,
    @Nullable Map<String, String> snapshots,
    boolean pin,
    @Nullable Boolean standby,
    @Nullable Boolean last,
    Question query) {

  /** Each partition, with who may answer for it. */
  List<OwnPartitions.Asked> asked() {
    boolean alsoStandby = Boolean.TRUE.equals(standby);
    boolean alsoLast = Boolean.TRUE.equals(last);
    return partitions.stream()
        .map(partition -> new OwnPartitions.Asked(partition, alsoStandby, alsoLast))
        .toList();
  }

  /** Which snapshot a partition is to read. */
  Choice choice(int partition) {
    return new Choice(snapshots == null ? null : snapshots.get(Integer.toString(partition)), pin);
  }

  /**
   * A board in a period, narrowed.
   *
   * @param board its id; null only for sums over all counted activities
   * @param from the first day
   * @param to the last day
   * @param sport only this sport, or null
   * @param department only this department, or null
   * @param lock the locked season that it is, or null for what goes on changing
   */
  @Serdeable
  public record View(
      @Nullable String board,
      LocalDate from,
      LocalDate to,
      @Nullable String sport,
      @Nullable String department,
      @Nullable Lock lock) {}

  /**
   * A locked season.
   *
   * @param season its id
   * @param lock the lock that holds
   */
  @Serdeable
  public record Lock(String season, String lock) {}

  /** A place in a board's order. */
  @Serdeable
  public record Anchor(long score, String id) {
    static @Nullable Place place(@Nullable Anchor anchor) {
      return anchor == null ? null : new Place(anchor.score, anchor.id);
    }
  }

  /** What is asked. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Page.class, name = "page"),
    @JsonSubTypes.Type(value = Standing.class, name = "standing"),
    @JsonSubTypes.Type(value = Above.class, name = "countAbove"),
    @JsonSubTypes.Type(value = Position.class, name = "position"),
    @JsonSubTypes.Type(value = Groups.class, name = "groups"),
    @JsonSubTypes.Type(value = Version.class, name = "version"),
    @JsonSubTypes.Type(value = Activities.class, name = "activities"),
    @JsonSubTypes.Type(value = Explanation.class, name = "explanation"),
    @JsonSubTypes.Type(value = Person.class, name = "person")
  })
  @Serdeable
  public sealed interface Question {}

  /** What is asked about a board. */
  public sealed interface AboutBoard extends Question {}

  /** What is asked about a board, and each partition answers for itself. */
  public sealed interface OfEach extends AboutBoard {}

  /** What is asked about single activities; of the view only its days count. */
  public sealed interface AboutActivities extends Question {}

  /** Rows of a board of athletes. */
  @Serdeable
  public record Page(
      @Nullable Anchor after, @Nullable Anchor before, int limit, @Nullable String nameContains)
      implements OfEach {}

  /**
   * Where an athlete stands, and what surrounds that place in the partitions asked.
   *
   * @param place where that is, if another instance told it; or null to find it in these partitions
   * @param limit how many rows are wanted besides the athlete's
   */
  @Serdeable
  public record Standing(String id, @Nullable Anchor place, int limit) implements AboutBoard {}

  /** How many members have a greater score, for each score. */
  @Serdeable
  public record Above(List<Long> scores) implements OfEach {}

  /** How many members stand before a place. */
  @Serdeable
  public record Position(long score, String id) implements OfEach {}

  /** Sums by {@code company | departments | sports}. */
  @Serdeable
  public record Groups(String by, boolean hidden) implements OfEach {}

  /** Only the version. */
  @Serdeable
  public record Version() implements OfEach {}

  /** A place in the catalogue's order: newest local start first, then by key. */
  @Serdeable
  public record Behind(
      LocalDateTime start, String athlete, String provider, String externalId, String kind) {}

  /** A page of the catalogue. */
  @Serdeable
  public record Activities(
      @Nullable String athlete,
      @Nullable String sport,
      @Nullable String provider,
      @Nullable Behind behind,
      int limit)
      implements AboutActivities {}

  /** Why an activity counts as it does. */
  @Serdeable
  public record Explanation(String athlete, String provider, String externalId)
      implements AboutActivities {}

  /** Who an athlete is, and what each day of the view added up to. */
  @Serdeable
  public record Person(String athlete) implements AboutActivities {}
}
