package io.stridelake.ranking.activity;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.query.Query;
import org.jspecify.annotations.Nullable;

/**
 * A question about the activities of one partition.
 *
 * @param <T> the kind of answer
 */
public sealed interface ActivityQuery<T> extends Query<T> {
  /** All activities of one athlete from one state, deleted ones included, in the order of keys. */
  record OfAthlete(AthleteId athlete) implements ActivityQuery<List<KeptActivity>> {}

  /** Who an athlete is; empty if the roster does not say. */
  record Person(AthleteId athlete) implements ActivityQuery<Optional<Athlete>> {}

  /**
   * A page of the catalogue, newest local start first.
   *
   * @param filter which activities
   * @param after only activities behind this place, or null
   * @param limit how many at the most
   */
  record Search(Filter filter, @Nullable Spot after, int limit) implements ActivityQuery<Found> {
    public Search {
      if (limit < 1) {
        throw new IllegalArgumentException("page of " + limit + " (expected at least 1)");
      }
    }
  }

  /**
   * Which activities.
   *
   * @param from first local date
   * @param to last local date
   * @param athlete of this athlete only, or null
   * @param sport of this sport only, or null
   * @param provider of this provider only, or null
   */
  record Filter(
      LocalDate from,
      LocalDate to,
      @Nullable AthleteId athlete,
      @Nullable String sport,
      @Nullable String provider) {}

  /**
   * What was found.
   *
   * @param activities in the order of the catalogue
   * @param reached the place up to which it was looked, where the page is full or too much was
   *     looked at; null if it was looked to the end
   */
  record Found(List<KeptActivity> activities, @Nullable Spot reached) {
    public Found {
      activities = List.copyOf(activities);
    }
  }
}
