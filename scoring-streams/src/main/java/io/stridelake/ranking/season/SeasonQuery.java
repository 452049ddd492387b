package io.stridelake.ranking.season;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.AthleteSeason;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.query.Query;

/**
 * A question about a season in one partition.
 *
 * @param <T> the kind of answer
 */
public sealed interface SeasonQuery<T> extends Query<T> {
  /**
   * What every athlete has on some days, all from one state between two input records.
   *
   * @param from the first day
   * @param to the last day
   */
  record Standings(LocalDate from, LocalDate to) implements SeasonQuery<Copy> {}

  /**
   * What an athlete had when a season was locked; empty if it was not among those who had anything.
   *
   * @param season its id
   * @param lock the lock that holds
   */
  record LockedAthlete(String season, String lock, AthleteId athlete)
      implements SeasonQuery<Optional<AthleteSeason>> {}

  /**
   * A copy of a season in one partition.
   *
   * @param athletes all of the roster, and those who have sums though the roster does not know them
   * @param offsets by input topic, the offset behind the newest record that changed the state since
   *     it was opened or restored
   */
  record Copy(SortedMap<AthleteId, AthleteSeason> athletes, Map<String, Long> offsets) {
    public Copy {
      athletes = new TreeMap<>(athletes);
      offsets = Map.copyOf(offsets);
    }
  }
}
