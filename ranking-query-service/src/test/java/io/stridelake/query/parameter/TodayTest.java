package io.stridelake.query.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.stridelake.calendar.Period;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which day, week, month and year it is, moments before and after midnight in far zones. */
class TodayTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T22:59:59Z, Europe/Warsaw, 2026-11-22",
    "2026-11-22T23:00:00Z, Europe/Warsaw, 2026-11-23",
    "2026-12-31T10:59:59.999Z, Pacific/Auckland, 2026-12-31",
    "2026-12-31T11:00:00Z, Pacific/Auckland, 2027-01-01",
    "2027-01-01T09:59:59Z, Pacific/Honolulu, 2026-12-31",
    "2027-01-01T10:00:00Z, Pacific/Honolulu, 2027-01-01",
    "2028-02-28T23:00:00Z, Europe/Warsaw, 2028-02-29",
    "2028-02-29T23:00:00Z, Europe/Warsaw, 2028-03-01",
    // The day on which clocks go forward has 23 hours, the one on which they go back has 25.
    "2026-03-28T22:59:59Z, Europe/Warsaw, 2026-03-28",
    "2026-03-28T23:00:00Z, Europe/Warsaw, 2026-03-29",
    "2026-03-29T21:59:59Z, Europe/Warsaw, 2026-03-29",
    "2026-03-29T22:00:00Z, Europe/Warsaw, 2026-03-30",
    "2026-10-24T22:00:00Z, Europe/Warsaw, 2026-10-25",
    "2026-10-25T22:59:59Z, Europe/Warsaw, 2026-10-25",
    "2026-10-25T23:00:00Z, Europe/Warsaw, 2026-10-26",
  })
  void shouldBeTheDayOfTheRuleSetsZone(String now, String zone, String day) {
    Today today = today("Pacific/Kiritimati", now);

    assertThat(today.day(rules("zone: " + zone))).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-31T09:59:59Z, 2026-12-31",
    "2026-12-31T10:00:00Z, 2027-01-01",
  })
  void shouldBeTheDayOfTheInstallationsZoneWithoutOne(String now, String day) {
    Today today = today("Pacific/Kiritimati", now);

    assertThat(today.day(rules(""))).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-31T22:59:59Z, day, 2026-12-31",
    "2026-12-31T23:00:00Z, day, 2027-01-01",
    "2026-12-31T22:59:59Z, week, 2026-W53",
    "2026-12-31T23:00:00Z, week, 2026-W53",
    "2027-01-03T22:59:59Z, week, 2026-W53",
    "2027-01-03T23:00:00Z, week, 2027-W01",
    "2026-12-31T22:59:59Z, month, 2026-12",
    "2026-12-31T23:00:00Z, month, 2027-01",
    "2026-12-31T22:59:59Z, year, 2026",
    "2026-12-31T23:00:00Z, year, 2027",
  })
  void shouldStandForADateThatIsNotGiven(String now, String kind, String id) {
    RuleSet rules = rules("zone: Europe/Warsaw");
    Today today = today("UTC", now);

    MutableHttpRequest<?> request = HttpRequest.GET("/");
    request.getParameters().add("period", kind);

    Period period =
        PeriodParameter.read(new Parameters(request), rules, null, today.day(rules)).period();

    assertThat(period.id()).isEqualTo(id);
  }

  private static Today today(String zone, String now) {
    return new Today(ZoneId.of(zone), InstantSource.fixed(Instant.parse(now)));
  }

  private static RuleSet rules(String zone) {
    String yaml =
        """
        version: today
        rules: [ { id: any, sports: ["*"], points: { per: km, value: 1 } } ]
        boards: [ { id: athletes, of: athletes, metric: points } ]
        """
            + zone;
    return ((RuleSetReading.Accepted) RuleSets.read(yaml.getBytes(StandardCharsets.UTF_8)))
        .ruleSet();
  }
}
