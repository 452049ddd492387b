package io.stridelake.streams.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.streams.mark.Marks;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final Marks MARKS =
      new Marks(new TreeMap<>(Map.of(0, 10L, 1, 20L)), new TreeMap<>(Map.of(0, 1L, 1, 2L)));
  private static final MarkPosition SECOND = new MarkPosition(MarkedInput.ACTIVITIES, 1, 20);

  private final Side found = new Side();
  private final Side expected = new Side();

  @Test
  void shouldSayThatAllIsEqual() throws Exception {
    Report report = Verification.compare(3, found, expected, () -> MARKS);

    assertThat(report.equal()).isTrue();
    assertThat(report.difference()).isNull();
    assertThat(report.checksum()).isEqualTo(report.expected()).hasSize(64);
    assertThat(report.against()).isEqualTo("side");
  }

  @Test
  void shouldNameTheFirstActivityThatDiffers() throws Exception {
    found.differsAt(SECOND);
    found.athletes.put("cem", "1");
    expected.athletes.put("cem", "2");
    found.activities.put("strava/1/activity", "same");
    expected.activities.put("strava/1/activity", "same");
    expected.activities.put("strava/2/activity", "5.000 points by rule run");

    Report report = Verification.compare(3, found, expected, () -> MARKS);

    assertThat(report.equal()).isFalse();
    assertThat(report.difference())
        .isEqualTo(
            new Report.Difference(
                "activities", 1, "cem", "strava/2/activity", null, "5.000 points by rule run"));
  }

  @Test
  void shouldNameAnAthleteWhoIsSomebodyElse() throws Exception {
    found.differsAt(new MarkPosition(MarkedInput.ROSTER, 0, 1));
    found.athletes.put("ben", "1");

    assertThat(Verification.compare(3, found, expected, () -> MARKS).difference())
        .isEqualTo(new Report.Difference("roster", 0, "ben", null, null, null));
  }

  @Test
  void shouldAddUpModuloTwoToThe256() {
    Checksum most = Checksum.parse("f".repeat(64));

    assertThat(most.plus(new Checksum(BigInteger.TWO))).hasToString("0".repeat(63) + "1");
    assertThat(most).hasToString("f".repeat(64));
    assertThat(Checksum.ZERO).hasToString("0".repeat(64));
  }

  private static final class Side implements Derived {
    private final Map<MarkPosition, Checksum> sums = new HashMap<>();
    private final SortedMap<String, String> athletes = new TreeMap<>(Map.of("ann", "7"));
    private final SortedMap<String, String> activities = new TreeMap<>();

    Side() {
      for (MarkPosition mark : MARKS.positions()) {
        sums.put(mark, new Checksum(BigInteger.valueOf(mark.offset())));
      }
    }

    void differsAt(MarkPosition mark) {
      sums.put(mark, new Checksum(BigInteger.valueOf(99)));
    }

    @Override
    public String name() {
      return "side";
    }

    @Override
    public Map<MarkPosition, Checksum> sums(Marks marks) {
      return sums;
    }

    @Override
    public void expectDetails(MarkedInput input, int partition) {}

    @Override
    public SortedMap<String, String> byAthlete(MarkPosition mark) {
      return athletes;
    }

    @Override
    public SortedMap<String, String> contributions(String athlete, int partition) {
      return activities;
    }
  }
}
