package io.stridelake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mistake is found where it stands. The sign ▸ in a document marks the place of a mistake; it
 * is taken out before the document is read.
 */
class RuleSetMistakesTest {
  private static final char MARK = '▸';
  private static final String HEAD = "version: v1\n";
  private static final String RULES =
      "rules: [{id: a, sports: [Run], points: {per: km, value: 1}}]\n";
  private static final String BOARDS = "boards: [{id: b, of: athletes, metric: points}]\n";
  private static final String NAMES =
      " (expected one of activity.average_heartrate, activity.average_speed_kmh, activity.commute,"
          + " activity.distance_km, activity.elapsed_minutes, activity.flagged,"
          + " activity.has_heartrate, activity.hour, activity.local_date, activity.manual,"
          + " activity.max_speed_kmh, activity.metres_climbed, activity.moving_minutes,"
          + " activity.private, activity.provider, activity.sport, activity.trainer,"
          + " activity.virtual, activity.weekday)";

  @Test
  void shouldCollectAllOfThemInTheirOrder() {
    String document =
        """
        version: ▸"2026/12"
        zone: ▸Europe/Warsav
        ▸rule:
          - x
        rules:
          - id: walk
            sports: [Walk, ▸walk, ▸Run*]
            when: "▸activity.distance >= 0.5"
            points: { per: ▸mile, value: ▸-1, min: 5, max: ▸2 }
          - id: ▸walk
            sports: ["*"]
            points: { per: km, value: 1 }
        multipliers:
          - { id: m, factor: 2, from: ▸2026-02-30, weekdays: [▸Monday], rules: [▸wlak] }
        boards:
          - { id: ▸All, of: athletes, metric: ▸point }
        seasons:
          - { id: ▸week, from: 2026-05-31, to: ▸2026-03-01 }
        """;

    assertMistakes(
        document,
        "version '2026/12' (expected the form [A-Za-z0-9._-]{1,40})",
        "unknown zone 'Europe/Warsav'; did you mean 'Europe/Warsaw'?"
            + " (expected a zone like Europe/Warsaw)",
        "unknown key 'rule'; did you mean 'rules'? (expected one of version, zone, counts,"
            + " duplicates, department_moves, rules, multipliers, caps, boards, seasons)",
        "unknown sport 'walk'; did you mean 'Walk'?"
            + " (expected a sport like Walk, or \"*\" alone for any)",
        "unknown pattern of sports 'Run*' (expected a sport like Walk, or \"*\" alone for any)",
        "when: unknown name 'activity.distance'" + NAMES,
        "'per' is 'mile' (expected one of km, minute, metre_climbed, activity)",
        "'value' is '-1' (expected a number from 0 to 1000000 with at most 6 decimals)",
        "'max' is less than 'min' (expected at least 5)",
        "there is another rule 'walk' (expected an id of its own)",
        "'from' is '2026-02-30' (expected a date like 2026-11-22, from 1970 to 2199)",
        "'weekdays' is 'Monday'; did you mean 'MONDAY'? (expected one of MONDAY, TUESDAY,"
            + " WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY)",
        "there is no rule 'wlak'; did you mean 'walk'? (expected the id of a rule)",
        "id 'All' (expected the form [a-z0-9-]{1,40})",
        "'metric' is 'point'; did you mean 'points'? (expected one of points, km, minutes,"
            + " metres_climbed, activities, active_days, longest_streak)",
        "season 'week' has the name of a kind of period (expected another name)",
        "'to' is before 'from' (expected 2026-05-31 or later)");
  }

  static Stream<String> linesOfADocument() {
    return """
    duplicates: {▸share: 0.5, min_overlap: 1} | unknown key 'share' (expected one of min_overlap)
    duplicates: ▸{} | duplicates has no 'min_overlap' (expected the key min_overlap)
    duplicates: {min_overlap: ▸0} | 'min_overlap' is '0' (expected a share of the shorter activity, more than 0)
    duplicates: {min_overlap: ▸1.5} | 'min_overlap' is '1.5' (expected a number from 0 to 1 with at most 3 decimals)
    duplicates: {min_overlap: ▸50%} | 'min_overlap' is '50%' (expected a number from 0 to 1 with at most 3 decimals)
    caps: [▸{id: a, max: 3}] | a cap has no 'scope' (expected the key scope)
    caps: [{id: a, scope: ▸month, max: 3}] | 'scope' is 'month' (expected one of day, week)
    caps: [{id: a, scope: day, max: ▸1.2345}] | 'max' is '1.2345' (expected a number from 0 to 1000000000 with at most 3 decimals)
    caps: [{id: a, scope: day, max: 3, rules: [▸b]}] | there is no rule 'b'; did you mean 'a'? (expected the id of a rule)
    caps: [{id: a, scope: day, max: 3}, {id: ▸a, scope: week, max: 3}] | there is another cap 'a' (expected an id of its own)
    counts: {▸privat: true} | unknown key 'privat'; did you mean 'private'? (expected one of private, flagged, manual)
    counts: {private: ▸yes} | 'private' is 'yes' (expected true or false)
    counts: {private: ▸"true"} | 'private' is 'true' (expected true or false)
    counts: ▸[] | counts is not a mapping (expected keys with values)
    counts: {private: true, ▸private: false} | key 'private' stands here again (expected each key once)
    department_moves: ▸keep | 'department_moves' is 'keep' (expected one of keep_history, take_along)
    ▸version: v2 | key 'version' stands here again (expected each key once)
    zone:▸ | 'zone' has no value (expected one value)
    zone: ▸~ | 'zone' has no value (expected one value)
    zone: ▸[UTC] | 'zone' is not a single value (expected one value)
    seasons: ▸[] | 'seasons' is an empty list (expected at least one entry)
    seasons: ▸{} | 'seasons' is not a list (expected a list)
    seasons: [{id: s, from: 2026-01-01, to: 2026-02-01, grace: ▸7}] | 'grace' is '7' (expected a period of at most ten years, like P7D)
    seasons: [▸{id: s, from: 2026-01-01}] | a season has no 'to' (expected the key to)
    seasons: [▸s] | a season is not a mapping (expected keys with values)
    multipliers: [{id: m, factor: ▸1e3}] | 'factor' is '1e3' (expected a number from 0 to 1000 with at most 6 decimals)
    multipliers: [{id: m, factor: 2, weekdays: ▸[]}] | 'weekdays' is an empty list (expected at least one entry)
    multipliers: [{id: m, factor: 2, rules: [a, ▸a]}] | 'a' stands in rules again (expected each once)
    ▸<<: {a: 1} | merge keys are not allowed (expected the keys themselves)
    zone: ▸!!str UTC | tags are not allowed (expected a plain value)
    ? ▸[a] | a key of a rule set is not a word (expected one of version, zone, counts, duplicates, department_moves, rules, multipliers, caps, boards, seasons)
    zone: "UTC▸ | not YAML: found unexpected end of stream (expected well-formed YAML 1.2)
    """
        .lines();
  }

  @ParameterizedTest
  @MethodSource("linesOfADocument")
  void shouldSayWhatIsWrongWithADocument(String row) {
    String[] parts = row.split(" \\| ");

    assertMistakes(HEAD + RULES + BOARDS + parts[0], parts[1]);
  }

  static Stream<String> keysOfABoard() {
    return """
    of: departments, metric: ▸longest_streak | 'longest_streak' is for boards of athletes only (expected another metric, or of: athletes)
    metric: ▸longest_streak, of: sports | 'longest_streak' is for boards of athletes only (expected another metric, or of: athletes)
    of: athletes, metric: km, value: ▸mean | 'value' is for boards of departments only (expected no such key here)
    of: athletes, metric: km, min_team_size: ▸3 | 'min_team_size' is for boards of departments only (expected no such key here)
    of: departments, metric: km, min_team_size: ▸0 | 'min_team_size' is '0' (expected 1 or more)
    of: departments, metric: km, min_team_size: ▸1.5 | 'min_team_size' is '1.5' (expected a whole number from 0 to 1000000)
    of: ▸teams, metric: km | 'of' is 'teams' (expected one of athletes, departments, sports)
    of: athletes, metric: km, periods: [all, ▸weeks] | 'periods' is 'weeks'; did you mean 'week'? (expected one of day, week, month, year, all, season)
    of: athletes, metric: km, at_least: ▸ten | 'at_least' is 'ten' (expected a number from 0 to 1000000000000 with at most 3 decimals)
    """
        .lines();
  }

  @ParameterizedTest
  @MethodSource("keysOfABoard")
  void shouldSayWhatIsWrongWithABoard(String row) {
    String[] parts = row.split(" \\| ");

    assertMistakes(HEAD + RULES + "boards: [{id: b1, " + parts[0] + "}]\n", parts[1]);
  }

  static Stream<String> conditions() {
    return """
    activity.sport ▸== 3 | found no matching overload for '_==_' applied to '(string, int)' (candidates: (%A0, %A0)) (expected a CEL expression)
    'activity.sport == ''x'' && ▸flag' | unknown name 'flag'NAMES
    "activity.sport == \\"x\\" && ▸\\u0066lag" | unknown name 'flag'NAMES
    "activity.sport == 'ąę' && ▸flag" | unknown name 'flag'NAMES
    "▸activity.distance_km" | condition gives a double (expected something true or false)
    'activity.hour >▸' | mismatched input '<EOF>' (expected a CEL expression)
    activity.hour > 3 && ▸now() > 3 | undeclared reference to 'now' (expected a CEL expression)
    """
        .lines();
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void shouldPointIntoACondition(String row) {
    String[] parts = row.split(" \\| ");
    String rule = "rules:\n- id: a\n  sports: [Run]\n  points: {per: km, value: 1}\n  when: ";

    assertMistakes(
        HEAD + rule + parts[0] + "\n" + BOARDS, "when: " + parts[1].replace("NAMES", NAMES));
  }

  @Test
  void shouldPointIntoTheLastLineOfADocumentThatEndsTooEarly() {
    assertMistakes(
        HEAD + "rules:\n  - id: [a▸\n\n",
        "not YAML: expected ',' or ']', but got <stream end> (expected well-formed YAML 1.2)");
  }

  @Test
  void shouldPointIntoConditionsOfManyLines() {
    String document =
        """
        version: v1
        rules:
          - id: a
            sports: [Run]
            when: |
              activity.hour > 5

                && activity.private && ▸activity.sprt == 'Run'
            points: {per: km, value: 1}
          - id: b
            sports: [Run]
            when: >-   # folded
              activity.hour > 5
              && activity.manual
              && ▸here
            points: {per: km, value: 1}
          - id: c
            sports: [Run]
            when: activity.hour > 5
              && activity.manual
              && ▸sport == 'x'
            points: {per: km, value: 1}
          - id: d
            sports: [Run]
            when: "activity.hour > 5
              && activity.manual \\
              \\  && ▸sport == 'x'"
            points: {per: km, value: 1}
        """;

    assertMistakes(
        document + BOARDS,
        "when: unknown name 'activity.sprt'" + NAMES,
        "when: unknown name 'here'" + NAMES,
        "when: unknown name 'sport'" + NAMES,
        "when: unknown name 'sport'" + NAMES);
  }

  @Test
  void shouldMissWhatMustBeThere() {
    assertThat(rendered("zone: UTC\n"))
        .containsExactly(
            "r:1:1: a rule set has no 'version' (expected the key version)",
            "r:1:1: a rule set has no 'rules' (expected the key rules)",
            "r:1:1: a rule set has no 'boards' (expected the key boards)");
    assertThat(rendered("")).containsExactly("r:1:1: document is empty (expected a rule set)");
    assertThat(rendered("# nothing\n"))
        .containsExactly("r:1:1: document is empty (expected a rule set)");
    assertThat(rendered("- 1\n"))
        .containsExactly("r:1:1: a rule set is not a mapping (expected keys with values)");
  }

  @Test
  void shouldKnowOneGroupPerCondition() {
    String boards =
        """
        boards:
          - { id: a, of: athletes, metric: km }
          - { id: b, of: athletes, metric: km, where: activity.hour < 8 }
          - { id: c, of: athletes, metric: km, where: activity.hour < 9, periods: [season, day] }
          - { id: d, of: sports, metric: points, where: "activity.hour < 8", periods: [all] }
        """;

    RuleSet ruleSet = accepted(HEAD + RULES + boards);

    assertThat(ruleSet.boards()).extracting(Board::group).containsExactly(0, 1, 2, 1);
    assertThat(ruleSet.groups()).isEqualTo(3);
    assertThat(ruleSet.boards())
        .extracting(Board::seasons)
        .containsExactly(true, true, true, false);
  }

  @Test
  void shouldRefuseMoreConditionsThanThereAreGroups() {
    StringBuilder boards = new StringBuilder("boards:\n");
    for (int i = 0; i < 64; i++) {
      String mark = i == 63 ? "▸" : "";
      boards.append(
          "  - {id: b%d, of: athletes, metric: km, where: %sactivity.hour < %d}\n"
              .formatted(i, mark, i));
    }

    assertMistakes(HEAD + RULES + boards, "too many different conditions (expected at most 63)");
  }

  @Test
  void shouldRefuseBytesThatAreNotUtf8() {
    byte[] document = (HEAD + "zone: é").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(((RuleSetReading.Refused) RuleSets.read(document)).mistakes())
        .containsExactly(new Mistake(2, 7, "bytes that are not UTF-8", "a text in UTF-8"));
  }

  @Test
  void shouldRefuseCharactersThatYamlDoesNotAllow() {
    assertMistakes(
        HEAD + "zone: a▸\u0007b",
        "character U+0007 is not allowed in YAML (expected printable characters)");
  }

  @Test
  void shouldRefuseWhatIsTooLargeOrTooDeepOrTooEntangled() {
    assertThat(rendered("#".repeat(256 * 1024 + 1)))
        .containsExactly("r:1:1: document of 262145 bytes is too large (expected at most 256 KiB)");
    assertMistakes(
        "[".repeat(20) + "▸" + "[".repeat(100_000),
        "nested too deeply (expected at most 20 levels)");
    assertMistakes(
        "a: &a [x]\nb: [" + "*a, ".repeat(50) + "▸" + "*a, ".repeat(50) + "]",
        "too many aliases (expected at most 50)");
    assertThat(rendered("a: &a [*a]")).isNotEmpty();
  }

  @Test
  void shouldAcceptAnAlias() {
    String document =
        HEAD
            + """
            rules:
              - { id: a, sports: &feet [Walk, Run], points: {per: km, value: 1} }
              - { id: b, sports: *feet, points: {per: km, value: 2} }
            """
            + BOARDS;

    assertThat(accepted(document).rules().getLast().sports())
        .containsExactlyInAnyOrder("Walk", "Run");
  }

  @Test
  void shouldAcceptAByteOrderMarkAndTheLineEndsOfWindows() {
    String document = (HEAD + RULES + BOARDS).replace("\n", "\r\n");

    assertThat(accepted("\uFEFF" + document).version()).isEqualTo("v1");
    assertMistakes(
        document + "counts: {private: ▸1}\r\n", "'private' is '1' (expected true or false)");
  }

  private static void assertMistakes(String marked, String... messages) {
    List<String> expected = new ArrayList<>();
    StringBuilder document = new StringBuilder();
    int line = 1;
    int column = 1;
    for (char c : marked.toCharArray()) {
      if (c == MARK) {
        expected.add("r:" + line + ":" + column + ": " + messages[expected.size()]);
        continue;
      }
      document.append(c);
      column = c == '\n' ? 1 : column + 1;
      line += c == '\n' ? 1 : 0;
    }

    assertThat(rendered(document.toString())).containsExactlyElementsOf(expected);
  }

  private static RuleSet accepted(String document) {
    return switch (RuleSets.read(document.getBytes(StandardCharsets.UTF_8))) {
      case RuleSetReading.Accepted(RuleSet ruleSet) -> ruleSet;
      case RuleSetReading.Refused refused ->
          throw new AssertionError(refused.mistakes().toString());
    };
  }

  private static List<String> rendered(String document) {
    return switch (RuleSets.read(document.getBytes(StandardCharsets.UTF_8))) {
      case RuleSetReading.Accepted accepted -> List.of();
      case RuleSetReading.Refused(List<Mistake> mistakes) ->
          mistakes.stream().map(mistake -> mistake.render("r")).toList();
    };
  }
}
