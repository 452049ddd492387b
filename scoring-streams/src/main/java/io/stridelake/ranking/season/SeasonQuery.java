package io.stridelake.ranking.season;

import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.row.AthleteSeason;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.kafka.streams.query.Query;

/**
 * A question about a season in one partition.
 *
 * @param <T> the kind of answer
 */
public sealed interface SeasonQuery<T> extends Query<T> {
  /**
   * What every athlete has on some days, all from one state between two input records. The reader
   * closes the copy.
   *
   * @param from the first day
   * @param to the last day
   */
  record Standings(LocalDate from, LocalDate to) implements SeasonQuery<SeasonCopier> {}

  /**
   * What an athlete had when a season was locked; empty if it was not among those who had anything.
   *
   * @param season its id
   * @param lock the lock that holds
   */
  record LockedAthlete(String season, String lock, AthleteId athlete)
      implements SeasonQuery<Optional<AthleteSeason>> {}
}
