package io.stridelake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.rules.RuleSetWords.Sentence;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RuleSetWordsTest {
  @Test
  void shouldDescribeEverythingInSentences() {
    RuleSetWords words =
        RuleSetWords.describe(
            read(
                """
                version: v1
                zone: Europe/Warsaw
                counts: { private: true, manual: false }
                duplicates: { min_overlap: 0.75 }
                department_moves: take_along
                rules:
                  - id: walk
                    sports: [Walk, Hike]
                    when: "activity.distance_km >= 0.5"
                    points: { per: km, value: 1.0, min: 1, max: 30 }
                    limits: { max_average_speed_kmh: 12.50 }
                  - { id: any, sports: ["*"], points: { per: activity, value: 2 } }
                multipliers:
                  - id: campaign
                    factor: 1.50
                    from: 2026-11-02
                    to: 2026-11-08
                    weekdays: [SUNDAY, SATURDAY]
                    rules: [walk]
                caps:
                  - { id: daily, scope: day, max: 100.50 }
                  - { id: walks, scope: week, max: 20, rules: [walk] }
                boards:
                  - { id: teams, of: departments, metric: km, value: mean, over: all, min_team_size: 5, periods: [week, all] }
                  - { id: long, of: athletes, metric: active_days, where: "activity.distance_km > 9", at_least: 10, periods: [season] }
                  - { id: streaks, of: athletes, metric: longest_streak, periods: [month] }
                seasons:
                  - { id: spring, from: 2026-03-01, to: 2026-05-31, grace: P7D }
                """));

    assertThat(words.general())
        .containsExactly(
            new Sentence(null, "Activities that only the athlete may see count."),
            new Sentence(null, "Activities flagged by others do not count."),
            new Sentence(null, "Activities typed in by hand do not count."),
            new Sentence(
                null,
                "Recordings by two providers are of one workout if they share at least 75 % of the"
                    + " shorter one's time; only the better documented one counts."),
            new Sentence(
                null,
                "An activity belongs to the department of which the athlete is a member today."),
            new Sentence(
                null,
                "An activity counts for the local day on which it started; today is the day in"
                    + " Europe/Warsaw."));
    assertThat(words.rules())
        .containsExactly(
            new Sentence(
                "walk",
                "Hike, Walk: 1 point a kilometre, at least 1, at most 30, if"
                    + " activity.distance_km >= 0.5; faster than 12.5 km/h on average it does not"
                    + " count."),
            new Sentence("any", "Any sport: 2 points an activity."));
    assertThat(words.multipliers())
        .containsExactly(
            new Sentence(
                "campaign",
                "Points by walk times 1.5 from 2026-11-02 to 2026-11-08 on Saturday, Sunday."));
    assertThat(words.caps())
        .containsExactly(
            new Sentence(
                "daily",
                "At most 100.5 points a day, granted in the order in which activities started."),
            new Sentence(
                "walks",
                "At most 20 points a week by walk, granted in the order in which activities"
                    + " started."));
    assertThat(words.boards())
        .containsExactly(
            new Sentence(
                "teams",
                "Departments by kilometres, the mean of all members, in departments of at least 5,"
                    + " for each week, all time."),
            new Sentence(
                "long",
                "Athletes by active days, of activities with activity.distance_km > 9, from 10 on,"
                    + " for each season."),
            new Sentence("streaks", "Athletes by longest streak of days, for each month."));
    assertThat(words.seasons())
        .containsExactly(
            new Sentence(
                "spring", "From 2026-03-01 to 2026-05-31; late activities are expected for P7D."));
  }

  private static RuleSet read(String document) {
    return switch (RuleSets.read(document.getBytes(StandardCharsets.UTF_8))) {
      case RuleSetReading.Accepted(RuleSet ruleSet) -> ruleSet;
      case RuleSetReading.Refused refused ->
          throw new AssertionError(refused.mistakes().toString());
    };
  }
}
