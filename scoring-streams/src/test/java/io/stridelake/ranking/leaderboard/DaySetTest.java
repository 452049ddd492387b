package io.stridelake.ranking.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.calendar.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaySetTest {
  private static final List<LocalDate> AROUND =
      List.of(
          Period.FIRST_DAY,
          LocalDate.of(1969, 12, 20),
          LocalDate.of(2024, 2, 20),
          LocalDate.of(2026, 12, 20),
          Period.LAST_DAY.minusDays(400));

  @Property(tries = 500)
  void shouldEqualASortedSetAfterAnyChanges(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int spread) {
    Random random = new Random(seed);
    TreeSet<Long> expected = new TreeSet<>();
    DaySet days = new DaySet();

    for (int change = 0; change < 300; change++) {
      long day =
          AROUND.get(random.nextInt(AROUND.size())).plusDays(random.nextInt(spread)).toEpochDay();
      if (random.nextInt(3) == 0) {
        expected.remove(day);
        days.remove(day);
      } else {
        expected.add(day);
        days.add(day);
      }
      assertThat(days.longestRun()).isEqualTo(longestRun(expected));
      assertThat(days.isEmpty()).isEqualTo(expected.isEmpty());
    }
    expected.forEach(days::remove);

    assertThat(days.isEmpty()).isTrue();
    assertThat(days.longestRun()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-02-27, 2024-03-02, 5", // over the 29th of February
    "2026-02-27, 2026-03-02, 4",
    "2026-12-28, 2027-01-03, 7", // ISO week 53
    "1969-12-30, 1970-01-02, 4",
    "0000-01-01, 0004-02-29, 1521",
    "2020-01-01, 2029-12-31, 3653"
  })
  void shouldCountEveryDateOfAStreak(LocalDate from, LocalDate to, int expected) {
    DaySet days = new DaySet();
    from.datesUntil(to.plusDays(1)).forEach(day -> days.add(day.toEpochDay()));

    assertThat(days.longestRun()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 364", "1, 363", "181, 183", "182, 182", "364, 364"})
  void shouldBreakAStreakWhereADayGoes(int gone, int longest) {
    LocalDate first = LocalDate.of(2026, 1, 1);
    DaySet days = new DaySet();
    first.datesUntil(first.plusDays(365)).forEach(day -> days.add(day.toEpochDay()));

    days.remove(first.plusDays(gone).toEpochDay());

    assertThat(days.longestRun()).isEqualTo(longest);
  }

  private static int longestRun(TreeSet<Long> days) {
    int longest = 0;
    int run = 0;
    for (long day : days) {
      run = days.contains(day - 1) ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
