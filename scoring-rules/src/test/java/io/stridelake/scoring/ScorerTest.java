package io.stridelake.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity.Flags;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
import io.stridelake.scoring.Explanation.Kind;
import io.stridelake.scoring.Explanation.Step;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static final String BOARDS =
      """
      boards:
        - { id: athletes, of: athletes, metric: points }
        - { id: hikers, of: athletes, metric: km, where: "activity.sport == 'Hike'" }
        - { id: early, of: athletes, metric: km, where: "activity.hour < 8" }
        - { id: hiking-days, of: athletes, metric: active_days, where: "activity.sport == 'Hike'" }
        - { id: flat, of: athletes, metric: km, where: "activity.metres_climbed == 0.0" }
      """;

  @Test
  void shouldPayKilometresExactly() {
    Scorer scorer = scorer("rules: [{id: ride, sports: [Ride], points: {per: km, value: 0.3}}]");

    Scored scored = scorer.score(Activities.of("Ride", "10000", 1800).build(), "strava");

    assertThat(scored.points()).isEqualTo(new Points(3000));
    assertThat(scored.rule()).isEqualTo("ride");
    assertThat(scored.counted()).isTrue();
  }

  @Test
  void shouldRoundHalfUpOnceAndAfterTheMultipliers() {
    Scorer scorer =
        scorer(
            """
            rules: [{id: ride, sports: [Ride], points: {per: km, value: 1}}]
            multipliers: [{id: twice, factor: 2}]
            """);

    // 0.00025 km are 0.00025 points: 0.0005 when doubled, and only then half up to 0.001.
    Scored scored = scorer.score(Activities.of("Ride", "0.25", 1800).build(), "strava");

    assertThat(scored.points()).isEqualTo(new Points(1));
  }

  @Test
  void shouldPayThirdsOfAMinuteByTheThousandth() {
    Scorer scorer = scorer("rules: [{id: any, sports: ['*'], points: {per: minute, value: 1}}]");

    Scored scored = scorer.score(Activities.of("Yoga", "0", 100).build(), "strava");

    assertThat(scored.points()).isEqualTo(new Points(1667));
  }

  @Test
  void shouldPayElapsedTimeWhereThereIsNoMovingTime() {
    Scorer scorer = scorer("rules: [{id: any, sports: ['*'], points: {per: minute, value: 1}}]");

    Scored scored = scorer.score(Activities.of("Yoga", "0", 0).build(), "strava");

    assertThat(scored.points()).isEqualTo(new Points(1000));
  }

  @Test
  void shouldTakeTheFirstRuleThatMatches() {
    Scorer scorer =
        scorer(
            """
            rules:
              - { id: long, sports: [Walk], when: "activity.distance_km >= 5", points: {per: km, value: 2} }
              - { id: any, sports: ['*'], points: {per: activity, value: 1} }
              - { id: walk, sports: [Walk], points: {per: km, value: 9} }
            """);

    assertThat(scorer.score(Activities.of("Walk", "5000", 3600).build(), "strava").rule())
        .isEqualTo("long");
    assertThat(scorer.score(Activities.of("Walk", "4999.9", 3600).build(), "strava").rule())
        .isEqualTo("any");
    assertThat(scorer.score(Activities.of("Quidditch", "1", 60).build(), "strava").points())
        .isEqualTo(new Points(1000));
  }

  @Test
  void shouldBoundBeforeMultiplying() {
    Scorer scorer =
        scorer(
            """
            rules: [{id: walk, sports: [Walk], points: {per: km, value: 1, min: 2, max: 30}}]
            multipliers:
              - {id: weekend, factor: 1.5, weekdays: [SATURDAY, SUNDAY], rules: [walk]}
              - {id: past, factor: 100, to: 2026-11-21}
            """);

    assertThat(scorer.score(Activities.of("Walk", "500", 600).build(), "strava").points())
        .isEqualTo(new Points(3000));
    assertThat(scorer.score(Activities.of("Walk", "50000", 60000).build(), "strava").points())
        .isEqualTo(new Points(45000));
    assertThat(
            scorer
                .score(
                    Activities.of("Walk", "1000", 600).on(LocalDate.of(2026, 11, 23)).build(),
                    "strava")
                .points())
        .isEqualTo(new Points(2000));
  }

  @Test
  void shouldDoubtOnlyWhatExceedsTheLimit() {
    Scorer scorer =
        scorer(
            """
            rules:
              - id: walk
                sports: [Walk]
                points: {per: km, value: 1}
                limits: {max_average_speed_kmh: 12}
            """);

    Scored atTheLimit = scorer.score(Activities.of("Walk", "12000", 3600).build(), "strava");
    Scored above = scorer.score(Activities.of("Walk", "12000.000001", 3600).build(), "strava");

    assertThat(atTheLimit.counted()).isTrue();
    assertThat(above).isEqualTo(Scored.not(NotCounted.IMPLAUSIBLE, "walk"));
    assertThat(above.points()).isEqualTo(Points.ZERO);
  }

  @Test
  void shouldLeaveOutPrivateAndFlaggedByDefaultButNotManual() {
    Scorer scorer = scorer("rules: [{id: any, sports: ['*'], points: {per: km, value: 1}}]");
    Activities walk = Activities.of("Walk", "1000", 600);

    assertThat(reason(scorer, walk.flagged(new Flags(false, false, false, true, false))))
        .isEqualTo(NotCounted.PRIVATE);
    assertThat(reason(scorer, walk.flagged(new Flags(false, false, false, false, true))))
        .isEqualTo(NotCounted.FLAGGED);
    assertThat(reason(scorer, walk.flagged(new Flags(true, true, true, false, false)))).isNull();
  }

  @Test
  void shouldLeaveOutManualWhereTheRuleSetSaysSo() {
    Scorer scorer =
        scorer(
            """
            counts: { private: true, flagged: true, manual: false }
            rules: [{id: any, sports: ['*'], points: {per: km, value: 1}}]
            """);
    Activities walk = Activities.of("Walk", "1000", 600);

    assertThat(reason(scorer, walk.flagged(new Flags(true, false, false, true, true))))
        .isEqualTo(NotCounted.MANUAL);
    assertThat(reason(scorer, walk.flagged(new Flags(false, false, false, true, true)))).isNull();
  }

  @Test
  void shouldSayThatNoRuleMatches() {
    Scorer scorer = scorer("rules: [{id: walk, sports: [Walk], points: {per: km, value: 1}}]");

    Scored scored = scorer.score(Activities.of("Golf", "1000", 600).build(), "strava");

    assertThat(scored).isEqualTo(Scored.not(NotCounted.NO_RULE, null));
  }

  @Test
  void shouldTakeAConditionThatCannotBeEvaluatedAsNotMet() {
    Scorer scorer =
        scorer(
            """
            rules:
              - { id: odd, sports: ['*'], when: "int(activity.sport) > 3", points: {per: km, value: 9} }
              - { id: any, sports: ['*'], points: {per: km, value: 1} }
            """);

    assertThat(scorer.score(Activities.of("Walk", "1000", 600).build(), "strava").rule())
        .isEqualTo("any");
  }

  @Test
  void shouldMarkTheGroupsOfTheBoards() {
    Scorer scorer = scorer("rules: [{id: any, sports: ['*'], points: {per: km, value: 1}}]");

    assertThat(scorer.score(Activities.of("Hike", "1", 60).build(), "strava").groups())
        .isEqualTo(0b1011);
    assertThat(scorer.score(Activities.of("Walk", "1", 60).climbing("3").build(), "x").groups())
        .isEqualTo(0b0001);
  }

  @Test
  void shouldExplainEachStep() {
    Scorer scorer =
        scorer(
            """
            rules: [{id: ride, sports: [Ride], points: {per: km, value: 0.3, max: 2}}]
            multipliers: [{id: campaign, factor: 1.5}]
            """);

    Explanation explanation =
        scorer.explain(Activities.of("Ride", "10000", 1800).build(), "strava");

    assertThat(explanation.steps())
        .containsExactly(
            new Step(Kind.RULE, "ride", "10 km × 0.3", new Points(3000)),
            new Step(Kind.MAX, "ride", "at most 2", new Points(2000)),
            new Step(Kind.MULTIPLIER, "campaign", "× 1.5", new Points(3000)));
    assertThat(explanation.scored().points()).isEqualTo(new Points(3000));
  }

  @Test
  void shouldScoreTheSameOnManyThreads() {
    Scorer scorer =
        scorer(
            """
            rules:
              - { id: far, sports: [Hike], when: "activity.distance_km > 5 && activity.sport.matches('^H.*e$')", points: {per: km, value: 2} }
              - { id: any, sports: ['*'], points: {per: minute, value: 0.1} }
            """);

    List<Long> wrong =
        LongStream.range(0, 50_000)
            .parallel()
            .filter(i -> !expected(i).equals(scored(scorer, i)))
            .boxed()
            .toList();

    assertThat(wrong).isEmpty();
  }

  private static Scored scored(Scorer scorer, long i) {
    return scorer.score(Activities.of("Hike", String.valueOf(i), 600).build(), "strava");
  }

  private static Scored expected(long metres) {
    return metres > 5000
        ? Scored.counted("far", new Points(2 * metres), 0b1011)
        : Scored.counted("any", new Points(1000), 0b1011);
  }

  private static @Nullable NotCounted reason(Scorer scorer, Activities activity) {
    return scorer.score(activity.build(), "strava").reason();
  }

  private static Scorer scorer(String yaml) {
    RuleSetReading reading =
        RuleSets.read(("version: t\n" + yaml + "\n" + BOARDS).getBytes(StandardCharsets.UTF_8));
    return switch (reading) {
      case RuleSetReading.Accepted(RuleSet ruleSet) -> new Scorer(ruleSet);
      case RuleSetReading.Refused refused ->
          throw new AssertionError(refused.mistakes().toString());
    };
  }
}
