package io.stridelake.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTest {
  @Test
  void shouldPutTheFirstDaysOfAYearIntoTheIsoWeekOfTheFormerOne() {
    Period week = Period.of(PeriodKind.WEEK, LocalDate.of(2027, 1, 2));

    assertThat(week)
        .isEqualTo(
            new Period("week", "2026-W53", LocalDate.of(2026, 12, 28), LocalDate.of(2027, 1, 3)));
  }

  @Test
  void shouldEndFebruaryOnTheLeapDay() {
    Period month = Period.of(PeriodKind.MONTH, LocalDate.of(2028, 2, 1));

    assertThat(month.to()).isEqualTo(LocalDate.of(2028, 2, 29));
    assertThat(month.id()).isEqualTo("2028-02");
  }

  @Test
  void shouldNameDayYearAndAllTime() {
    LocalDate day = LocalDate.of(2026, 11, 22);

    assertThat(Period.of(PeriodKind.DAY, day).id()).isEqualTo("2026-11-22");
    assertThat(Period.of(PeriodKind.YEAR, day).to()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(Period.of(PeriodKind.ALL, day).contains(Period.LAST_DAY)).isTrue();
  }
}
