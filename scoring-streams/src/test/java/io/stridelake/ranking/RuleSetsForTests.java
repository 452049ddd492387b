package io.stridelake.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.generation.RuleSetDocument;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSets;

/** Rule sets to score by, all with as many where-groups. */
final class RuleSetsForTests {
  static final RuleSet DEFAULT =
      RuleSetDocument.of(RuleSets.defaultRuleSet(), "default rules").ruleSet();

  /** With caps of both scopes, which overlap. */
  static final RuleSet CAPPED =
      of(
          """
              version: capped
              rules:
                - { id: walk, sports: [Walk, Hike], points: { per: km, value: 1 } }
                - { id: run, sports: [Run, Ride], points: { per: km, value: 0.5, min: 1 } }
                - { id: other, sports: ["*"], points: { per: minute, value: 0.125 } }
              caps:
                - { id: daily, scope: day, max: 12.5 }
                - { id: weekly, scope: week, max: 30 }
                - { id: feet, scope: week, max: 20.001, rules: [walk, run] }
              boards:
                - { id: athletes, of: athletes, metric: points }
                - { id: climbers, of: athletes, metric: points, where: "activity.sport == 'Hike'" }
                - { id: in-a-row, of: athletes, metric: longest_streak }
              """);

  /** Says otherwise whatever can be said otherwise. */
  static final RuleSet OTHER =
      of(
          """
          version: other
          zone: Asia/Kathmandu
          counts: { private: true, flagged: false, manual: false }
          department_moves: take_along
          duplicates: { min_overlap: 0.75 }
          rules:
            - { id: slow, sports: [Walk, Hike, Run], when: activity.hour < 12,
                points: { per: minute, value: 0.3 }, limits: { max_average_speed_kmh: 15 } }
            - { id: any, sports: ["*"], points: { per: activity, value: 4.25 } }
          multipliers:
            - { id: weekend, factor: 1.5, weekdays: [SATURDAY, SUNDAY] }
            - { id: new-year, factor: 3, from: 2026-12-31, to: 2027-01-01, rules: [any] }
          caps:
            - { id: slowly, scope: week, max: 25, rules: [slow] }
          boards:
            - { id: athletes, of: athletes, metric: points }
            - { id: late, of: athletes, metric: points, where: activity.hour >= 18 }
          """);

  private RuleSetsForTests() {}

  /** Reads a document. */
  static RuleSet of(String yaml) {
    return RuleSetDocument.of(yaml.getBytes(UTF_8), "rules of a test").ruleSet();
  }
}
