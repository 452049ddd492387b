package io.stridelake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.scoring.Scorer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever stands in a document, it is accepted, or refused at a place in it, soon. */
class MutatedRuleSetsTest {
  private static final int ROUNDS = Boolean.getBoolean("stride.soak") ? 100_000 : 20_000;
  private static final long SEED = 20261122;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final byte[] SPICE = bytes("{}[]:,-?&*!|>'\"%@` \n\t#~0.9eé\\");
  private static final String[] PIECES = {
    "&a ",
    "*a",
    "<<: ",
    "\n---\n",
    "...\n",
    "!!str ",
    "? ",
    "- ",
    "|\n",
    ">\n",
    "[[[[",
    "{{{{",
    "'",
    "\"",
    "\\u0000",
    "activity.",
    "(((((",
    "!!!!!",
    ".all(x, x)",
    "e999999999",
    "2026-13-01",
  };

  @Test
  @Timeout(240)
  void shouldAnswerWhateverStandsThere() {
    Random random = new Random(SEED);
    byte[] original = bytes(COMPLETE);
    assertThat(RuleSets.read(original)).isInstanceOf(RuleSetReading.Accepted.class);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] document = mutated(original, random);
      long start = System.nanoTime();

      RuleSetReading reading = RuleSets.read(document);

      switch (reading) {
        case RuleSetReading.Accepted(RuleSet ruleSet) ->
            assertThat(new Scorer(ruleSet)).isNotNull();
        case RuleSetReading.Refused(List<Mistake> mistakes) ->
            assertThat(mistakes.getLast().line())
                .as("seed %d, round %d", SEED, round)
                .isLessThanOrEqualTo(lines(document));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("seed %d, round %d", SEED, round)
          .isLessThan(LONGEST);
    }
  }

  private static int lines(byte[] document) {
    int lines = 1;
    for (byte one : document) {
      lines += one == '\n' || one == '\r' ? 1 : 0;
    }
    return lines;
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = SPICE[random.nextInt(SPICE.length)];
        case 2 -> bytes = replaced(bytes, at, at, bytes(PIECES[random.nextInt(PIECES.length)]));
        default ->
            bytes =
                replaced(bytes, at, Math.min(bytes.length, at + random.nextInt(9)), new byte[0]);
      }
    }
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int from, int to, byte[] piece) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + piece.length);
    System.arraycopy(piece, 0, result, from, piece.length);
    System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
    return result;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final String COMPLETE =
      """
      version: 2026-11                 # a comment
      zone: Europe/Warsaw
      counts: { private: false, flagged: false, manual: true }
      department_moves: keep_history
      rules:
        - id: walk
          sports: &feet [Walk, Hike]
          when: "activity.distance_km >= 0.5"
          points: { per: km, value: 1.0, min: 0, max: 30 }
          limits: { max_average_speed_kmh: 12 }
        - { id: other, sports: ["*"], points: { per: minute, value: 0.1 } }
      multipliers:
        - { id: campaign, factor: 2, from: 2026-11-02, weekdays: [SATURDAY], rules: [walk] }
      boards:
        - { id: athletes, of: athletes, metric: points }
        - { id: departments, of: departments, metric: points, value: sum, min_team_size: 1 }
        - id: climbers
          of: athletes
          metric: metres_climbed
          where: >-
            activity.sport in ['Hike', 'TrailRun']
            || activity.metres_climbed > 100
        - { id: ten-thousand-km, of: athletes, metric: km, periods: [all], at_least: 10000 }
      seasons:
        - { id: spring-2026, from: 2026-03-01, to: 2026-05-31, grace: P7D }
      """;
}
