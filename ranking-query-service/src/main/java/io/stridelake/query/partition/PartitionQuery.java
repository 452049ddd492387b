package io.stridelake.query.partition;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that every partition answers for itself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PartitionQuery.Page.class, name = "page"),
  @JsonSubTypes.Type(value = PartitionQuery.Standing.class, name = "standing"),
  @JsonSubTypes.Type(value = PartitionQuery.CountAbove.class, name = "countAbove"),
  @JsonSubTypes.Type(value = PartitionQuery.Position.class, name = "position"),
  @JsonSubTypes.Type(value = PartitionQuery.Groups.class, name = "groups"),
  @JsonSubTypes.Type(value = PartitionQuery.Version.class, name = "version"),
  @JsonSubTypes.Type(value = PartitionQuery.Activities.class, name = "activities"),
  @JsonSubTypes.Type(value = PartitionQuery.Explanation.class, name = "explanation"),
  @JsonSubTypes.Type(value = PartitionQuery.Person.class, name = "person")
})
@Serdeable
public sealed interface PartitionQuery {

  /** Rows of a board of athletes. */
  @Serdeable
  record Page(
      @Nullable Place after, @Nullable Place before, int limit, @Nullable String nameContains)
      implements PartitionQuery {}

  /** Where an athlete stands, and so many rows around it. */
  @Serdeable
  record Standing(String id, @Nullable Place place, int limit) implements PartitionQuery {}

  /** For each score, how many have more. */
  @Serdeable
  record CountAbove(List<Long> scores) implements PartitionQuery {
    public CountAbove {
      scores = List.copyOf(scores);
    }
  }

  /** How many rows come before a place. */
  @Serdeable
  record Position(long score, String id) implements PartitionQuery {}

  /** Sums by company, departments or sports, with or without hidden athletes. */
  @Serdeable
  record Groups(String by, boolean hidden) implements PartitionQuery {}

  /** Nothing but the version. */
  @Serdeable
  record Version() implements PartitionQuery {}

  /** A page of the catalogue, in the days of the view; what is null does not narrow. */
  @Serdeable
  record Activities(
      @Nullable String athlete,
      @Nullable String sport,
      @Nullable String provider,
      @Nullable Behind behind,
      int limit)
      implements PartitionQuery {}

  /** Why an activity counts as it does. */
  @Serdeable
  record Explanation(String athlete, String provider, String externalId)
      implements PartitionQuery {}

  /** Who an athlete is, and what each day of the view added up to. */
  @Serdeable
  record Person(String athlete) implements PartitionQuery {}

  /** The first rows of the board, or those after a place. */
  static PartitionQuery after(@Nullable Place place, int limit, @Nullable String name) {
    return new Page(place, null, limit, name);
  }

  /** The nearest rows before a place, in the board's order. */
  static PartitionQuery before(Place place, int limit, @Nullable String name) {
    return new Page(null, place, limit, name);
  }

  /**
   * Where an athlete stands, and what surrounds that place.
   *
   * @param place where that is, as another partition told it, or null
   * @param limit how many rows are wanted besides the athlete's
   */
  static PartitionQuery standing(String id, @Nullable Place place, int limit) {
    return new Standing(id, place, limit);
  }

  /** For each score, how many have more. */
  static PartitionQuery countAbove(List<Long> scores) {
    return new CountAbove(scores);
  }

  /** How many rows come before a place. */
  static PartitionQuery position(Place place) {
    return new Position(place.score(), place.id());
  }

  /** Sums by company, departments or sports, with or without hidden athletes. */
  static PartitionQuery groups(Grouping by, boolean hidden) {
    return new Groups(by.id(), hidden);
  }

  /** Nothing but the version. */
  static PartitionQuery version() {
    return new Version();
  }
}
