package io.stridelake.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.scoring.Allowances;
import io.stridelake.scoring.DocumentedActivity;
import io.stridelake.scoring.Points;
import io.stridelake.scoring.Scored;
import io.stridelake.scoring.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of {@code docs/rules.md} do what the page says. */
class DocumentedRuleSetsTest {
  private static final Path PAGE = Path.of("..", "docs", "rules.md");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "### (?<title>[^\n]+)\n(?:[^`|#][^\n]*\n)+```yaml\n(?<yaml>.*?)```\n"
              + "\\| activity \\| points \\|\n\\|---\\|---\\|\n(?<rows>(?:\\|[^\n]+\n)+)",
          Pattern.DOTALL);
  private static final Pattern FENCE = Pattern.compile("^```yaml$", Pattern.MULTILINE);

  /**
   * An example of the page.
   *
   * @param title its heading
   * @param yaml the document
   * @param rows activities and what each earns
   */
  record Example(String title, byte[] yaml, List<Row> rows) {
    @Override
    public String toString() {
      return title;
    }
  }

  /**
   * A line of an example's table.
   *
   * @param activity in words
   * @param outcome points, or the reason why it does not count
   */
  record Row(String activity, String outcome) {}

  @Test
  void shouldFindAllTen() throws IOException {
    assertThat(examples()).hasSize(10);
    assertThat(FENCE.matcher(Files.readString(PAGE)).results()).hasSize(10);
    assertThat(examples().stream().map(example -> ruleSet(example).version()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldBeRightForReaderAndSchema(Example example) {
    assertThat(RuleSets.read(example.yaml())).isInstanceOf(RuleSetReading.Accepted.class);
    assertThat(Schemas.mistakes(example.yaml())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldEarnWhatThePageSays(Example example) {
    RuleSet ruleSet = ruleSet(example);
    Scorer scorer = new Scorer(ruleSet);
    Map<LocalDate, Allowances> weeks = new HashMap<>();
    for (Row row : example.rows()) {
      Activity activity = DocumentedActivity.of(row.activity());

      Scored scored = scorer.score(activity, "strava");

      LocalDate week = Allowances.weekOf(activity.localDate());
      Allowances left = weeks.computeIfAbsent(week, _ -> new Allowances(ruleSet.caps()));
      assertThat(outcome(scored, activity, left)).as(row.activity()).isEqualTo(row.outcome());
    }
  }

  private static String outcome(Scored scored, Activity activity, Allowances left) {
    if (scored.reason() != null) {
      return scored.reason().code();
    }
    Points granted =
        left.grant(activity.localDate(), String.valueOf(scored.rule()), scored.points());
    return granted.toString();
  }

  private static RuleSet ruleSet(Example example) {
    return switch (RuleSets.read(example.yaml())) {
      case RuleSetReading.Accepted(RuleSet ruleSet) -> ruleSet;
      case RuleSetReading.Refused refused ->
          throw new AssertionError(example + ": " + refused.mistakes());
    };
  }

  static List<Example> examples() throws IOException {
    return EXAMPLE
        .matcher(Files.readString(PAGE))
        .results()
        .map(DocumentedRuleSetsTest::example)
        .toList();
  }

  private static Example example(MatchResult found) {
    List<Row> rows = new ArrayList<>();
    for (String line : found.group("rows").split("\n")) {
      String[] cells = line.split("\\|");
      rows.add(new Row(cells[1].strip(), cells[2].strip()));
    }
    return new Example(found.group("title"), found.group("yaml").getBytes(UTF_8), rows);
  }
}
