package io.stridelake.ranking.leaderboard;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import java.util.List;
import java.util.stream.IntStream;

/** Athletes on a board, with nothing but scores. */
public final class TestStandings {
  private TestStandings() {}

  /** One athlete for each score, ordered by id. */
  public static List<Standing> of(List<? extends Number> scores) {
    return IntStream.range(0, scores.size())
        .mapToObj(number -> standing(number, scores.get(number).longValue()))
        .toList();
  }

  /** The id of the athlete with that number. */
  public static String id(int number) {
    return "a-%03d".formatted(number);
  }

  private static Standing standing(int number, long score) {
    AthleteId id = new AthleteId(id(number));
    Athlete athlete = new Athlete(id, "A", List.of(), Visibility.SHOWN, null, null);
    return new Standing(athlete, new Place(score, id.value()), Tally.NONE);
  }
}
