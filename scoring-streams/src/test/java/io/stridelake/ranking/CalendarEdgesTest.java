package io.stridelake.ranking;

import static io.stridelake.calendar.PeriodKind.ALL;
import static io.stridelake.calendar.PeriodKind.DAY;
import static io.stridelake.calendar.PeriodKind.MONTH;
import static io.stridelake.calendar.PeriodKind.WEEK;
import static io.stridelake.calendar.PeriodKind.YEAR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.Length;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.Sport;
import io.stridelake.activity.reading.ActivityReaders;
import io.stridelake.activity.reading.Reading;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.calendar.Period;
import io.stridelake.calendar.PeriodKind;
import io.stridelake.ranking.leaderboard.BoardView;
import io.stridelake.rules.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Dates and times at which calendars and clocks do what is easily overlooked, from payloads to
 * boards. All expected numbers were reckoned by hand; all points are whole.
 */
class CalendarEdgesTest {
  private static final String KILOMETRES =
      """
      version: kilometres
      zone: Europe/Warsaw
      rules: [ { id: any, sports: ["*"], points: { per: km, value: 1 } } ]
      boards: [ { id: athletes, of: athletes, metric: points } ]
      """;

  private final ActivityReaders readers = ActivityReaders.standard();
  private PartitionedRanking ranking = scoringBy(KILOMETRES);
  private long offset;

  @AfterEach
  void stop() {
    ranking.close();
  }

  @Test
  void shouldCountTheTurnOf2026AsOneWeekOfTwoYears() {
    walk("anna", 1, 1, "2026-12-27T12:00");
    walk("anna", 2, 2, "2026-12-28T00:00");
    walk("anna", 3, 4, "2026-12-31T23:59");
    walk("anna", 4, 8, "2027-01-01T00:00");
    walk("anna", 5, 16, "2027-01-03T23:59");
    walk("anna", 6, 32, "2027-01-04T00:00");

    assertThat(points(WEEK, "2026-12-27")).isEqualTo(Map.of("anna", 1));
    assertThat(points(WEEK, "2026-12-28")).isEqualTo(Map.of("anna", 2 + 4 + 8 + 16));
    assertThat(points(WEEK, "2027-01-03")).isEqualTo(Map.of("anna", 2 + 4 + 8 + 16));
    assertThat(points(WEEK, "2027-01-04")).isEqualTo(Map.of("anna", 32));
    assertThat(points(MONTH, "2026-12-01")).isEqualTo(Map.of("anna", 1 + 2 + 4));
    assertThat(points(YEAR, "2026-06-01")).isEqualTo(Map.of("anna", 1 + 2 + 4));
    assertThat(points(YEAR, "2027-06-01")).isEqualTo(Map.of("anna", 8 + 16 + 32));
    assertThat(Period.of(WEEK, LocalDate.of(2027, 1, 1)).id()).isEqualTo("2026-W53");
    assertThat(Period.of(WEEK, LocalDate.of(2027, 1, 4)).id()).isEqualTo("2027-W01");
  }

  @Test
  void shouldCountTheTurnOf2020AsWeek53() {
    walk("anna", 1, 1, "2020-12-27T12:00");
    walk("anna", 2, 2, "2020-12-28T12:00");
    walk("anna", 3, 4, "2021-01-03T12:00");
    walk("anna", 4, 8, "2021-01-04T12:00");

    assertThat(points(WEEK, "2021-01-01")).isEqualTo(Map.of("anna", 2 + 4));
    assertThat(points(YEAR, "2021-01-01")).isEqualTo(Map.of("anna", 4 + 8));
    assertThat(Period.of(WEEK, LocalDate.of(2021, 1, 1)).id()).isEqualTo("2020-W53");
  }

  @Test
  void shouldCountTheEndOf2024ForTheFirstWeekOf2025() {
    walk("anna", 1, 1, "2024-12-29T12:00");
    walk("anna", 2, 2, "2024-12-30T12:00");
    walk("anna", 3, 4, "2025-01-05T12:00");

    assertThat(points(WEEK, "2024-12-31")).isEqualTo(Map.of("anna", 2 + 4));
    assertThat(points(YEAR, "2024-12-31")).isEqualTo(Map.of("anna", 1 + 2));
    assertThat(Period.of(WEEK, LocalDate.of(2024, 12, 31)).id()).isEqualTo("2025-W01");
    assertThat(Period.of(WEEK, LocalDate.of(2024, 12, 29)).id()).isEqualTo("2024-W52");
  }

  @Test
  void shouldKnowLeapDays() {
    scoreBy(
        """
        version: leap
        rules: [ { id: any, sports: ["*"], points: { per: km, value: 1 } } ]
        multipliers: [ { id: leap, factor: 10, from: 2028-02-29, to: 2028-02-29 } ]
        boards: [ { id: athletes, of: athletes, metric: points } ]
        """);
    walk("anna", 1, 1, "2024-02-28T12:00");
    walk("anna", 2, 2, "2024-02-29T12:00");
    walk("anna", 3, 4, "2024-03-01T12:00");
    walk("anna", 4, 1, "2028-02-28T23:59");
    walk("anna", 5, 2, "2028-02-29T00:00");
    walk("anna", 6, 4, "2028-02-29T23:59");
    walk("anna", 7, 8, "2028-03-01T00:00");

    assertThat(points(DAY, "2024-02-29")).isEqualTo(Map.of("anna", 2));
    assertThat(points(MONTH, "2024-02-01")).isEqualTo(Map.of("anna", 1 + 2));
    assertThat(points(DAY, "2028-02-29")).isEqualTo(Map.of("anna", 20 + 40));
    assertThat(points(MONTH, "2028-02-01")).isEqualTo(Map.of("anna", 1 + 20 + 40));
    assertThat(points(MONTH, "2028-03-31")).isEqualTo(Map.of("anna", 8));
    assertThat(points(WEEK, "2028-03-05")).isEqualTo(Map.of("anna", 1 + 20 + 40 + 8));
  }

  @Test
  void shouldTakeAnActivityOverMidnightForTheDayOfItsStart() {
    walk("anna", 1, 1, "2026-12-31T23:59:59");
    walk("anna", 2, 2, "2027-01-01T00:00:00");

    assertThat(points(DAY, "2026-12-31")).isEqualTo(Map.of("anna", 1));
    assertThat(points(DAY, "2027-01-01")).isEqualTo(Map.of("anna", 2));
  }

  /** In Warsaw 29 March 2026 goes from 01:59 to 03:00. A watch that did not notice says 02:30. */
  @Test
  void shouldTakeAStartInTheHourThatIsMissing() {
    scoreBy(hours());
    walk("anna", 1, 1, "2026-03-29T01:59", "2026-03-29T00:59Z");
    walk("anna", 2, 2, "2026-03-29T02:30", "2026-03-29T01:30Z");
    walk("anna", 3, 4, "2026-03-29T02:45", null);
    walk("anna", 4, 8, "2026-03-29T03:00", "2026-03-29T01:00Z");
    walk("anna", 5, 16, "2026-03-29T23:59", "2026-03-29T21:59Z");
    walk("anna", 6, 32, "2026-03-30T00:00", "2026-03-29T22:00Z");

    assertThat(points(DAY, "2026-03-29")).isEqualTo(Map.of("anna", 1 + 200 + 400 + 8 + 16));
    assertThat(points(DAY, "2026-03-30")).isEqualTo(Map.of("anna", 32));
    assertThat(points(WEEK, "2026-03-29")).isEqualTo(Map.of("anna", 1 + 200 + 400 + 8 + 16));
  }

  /** In Warsaw 25 October 2026 has the time from 02:00 to 02:59 twice. */
  @Test
  void shouldTakeStartsInTheHourThatComesTwice() {
    scoreBy(hours());
    walk("anna", 1, 1, "2026-10-25T02:30", "2026-10-25T00:30Z");
    walk("anna", 2, 2, "2026-10-25T02:30", "2026-10-25T01:30Z");
    walk("anna", 3, 4, "2026-10-25T03:00", "2026-10-25T02:00Z");
    walk("anna", 4, 8, "2026-10-25T23:59", "2026-10-25T22:59Z");
    walk("anna", 5, 16, "2026-10-26T00:00", "2026-10-25T23:00Z");

    assertThat(points(DAY, "2026-10-25")).isEqualTo(Map.of("anna", 100 + 200 + 4 + 8));
    assertThat(points(DAY, "2026-10-26")).isEqualTo(Map.of("anna", 16));
  }

  /** A day of 25 hours has one allowance, granted by the clock on the wall, then by id. */
  @Test
  void shouldGrantByTheClockOnTheWallWhereAnHourComesTwice() {
    scoreBy(capped("day", 10));
    walk("anna", 1, 8, "2026-10-25T02:30", "2026-10-25T01:30Z");
    walk("anna", 2, 8, "2026-10-25T02:30", "2026-10-25T00:30Z");
    walk("anna", 3, 8, "2026-10-25T02:29", "2026-10-25T01:29Z");

    assertThat(granted("anna")).isEqualTo(Map.of("strava 1", 2, "strava 2", 0, "strava 3", 8));
    assertThat(points(DAY, "2026-10-25")).isEqualTo(Map.of("anna", 10));
  }

  /** The second walk at 02:30 is another one; what knows local time only is taken for the first. */
  @Test
  void shouldFindTwinsWhereAnHourComesTwice() {
    walk("anna", 1, 1, "2026-10-25T02:30", "2026-10-25T00:30Z");
    walk("bea", 2, 1, "2026-10-25T02:30", "2026-10-25T01:30Z");
    for (String athlete : List.of("anna", "bea")) {
      fromElsewhere(athlete, 9, 4, "2026-10-25T02:30", null);
    }

    assertThat(granted("anna")).isEqualTo(Map.of("polar 9", 4, "strava 1", -1));
    assertThat(granted("bea")).isEqualTo(Map.of("polar 9", 4, "strava 2", 1));
  }

  /** Where 02:30 is missing, local time only is taken for as much after 01:59, that is 03:30. */
  @Test
  void shouldFindTwinsWhereAnHourIsMissing() {
    walk("anna", 1, 1, "2026-03-29T03:30", "2026-03-29T01:30Z");
    fromElsewhere("anna", 9, 4, "2026-03-29T02:30", null);
    walk("bea", 2, 1, "2026-03-29T01:30", "2026-03-29T00:30Z");
    fromElsewhere("bea", 9, 4, "2026-03-29T02:30", null);

    assertThat(granted("anna")).isEqualTo(Map.of("polar 9", 4, "strava 1", -1));
    assertThat(granted("bea")).isEqualTo(Map.of("polar 9", 4, "strava 2", 1));
  }

  @Test
  void shouldFindTwinsOverTheTurnOfTheYear() {
    walk("anna", 1, 1, "2026-12-31T23:45", "2026-12-31T22:45Z");
    fromElsewhere("anna", 9, 4, "2027-01-01T00:00", "2026-12-31T23:00Z");

    assertThat(points(YEAR, "2026-01-01")).isEmpty();
    assertThat(points(YEAR, "2027-01-01")).isEqualTo(Map.of("anna", 4));

    delete("anna", "polar", 9);

    assertThat(points(YEAR, "2026-01-01")).isEqualTo(Map.of("anna", 1));
    assertThat(points(YEAR, "2027-01-01")).isEmpty();
  }

  /** A watch that was set in Auckland and one that was set in Honolulu: two dates, one workout. */
  @Test
  void shouldFindTwinsByClocksOfDifferentZones() {
    walk("anna", 1, 1, "2027-01-01T11:00", "2026-12-31T22:00Z");
    fromElsewhere("anna", 9, 4, "2026-12-31T12:00", "2026-12-31T22:00Z");

    assertThat(granted("anna")).isEqualTo(Map.of("polar 9", 4, "strava 1", -1));
    assertThat(points(YEAR, "2027-01-01")).isEmpty();
    assertThat(points(YEAR, "2026-01-01")).isEqualTo(Map.of("anna", 4));
  }

  /** Auckland is 13 hours before universal time in summer, Honolulu 10 hours behind it. */
  @Test
  void shouldCountForTheDateWhereTheAthleteIs() {
    walk("auckland", 1, 1, "2026-12-31T23:30", "2026-12-31T10:30Z");
    walk("honolulu", 2, 1, "2026-12-31T00:30", "2026-12-31T10:30Z");
    walk("auckland", 3, 2, "2027-01-01T00:30", "2026-12-31T11:30Z");
    walk("honolulu", 4, 2, "2026-12-31T01:30", "2026-12-31T11:30Z");
    walk("honolulu", 5, 4, "2026-12-30T23:30", "2026-12-31T09:30Z");
    walk("auckland", 6, 4, "2026-12-31T22:30", "2026-12-31T09:30Z");

    assertThat(points(DAY, "2026-12-31")).isEqualTo(Map.of("auckland", 1 + 4, "honolulu", 1 + 2));
    assertThat(points(YEAR, "2027-01-01")).isEqualTo(Map.of("auckland", 2));
    assertThat(points(DAY, "2026-12-30")).isEqualTo(Map.of("honolulu", 4));
  }

  /** Strava may leave the local start out and tell how far the clock is from universal time. */
  @Test
  void shouldReckonTheLocalDateFromTheOffset() {
    withOffset("auckland", 1, 1, "2026-12-31T11:30:00Z", 13 * 3600);
    withOffset("honolulu", 2, 1, "2027-01-01T09:30:00Z", -10 * 3600);

    assertThat(points(YEAR, "2027-01-01")).isEqualTo(Map.of("auckland", 1));
    assertThat(points(YEAR, "2026-01-01")).isEqualTo(Map.of("honolulu", 1));
  }

  @Test
  void shouldTakeWeekdaysOfTheLocalDate() {
    scoreBy(
        """
        version: weekdays
        zone: Europe/Warsaw
        rules:
          - { id: friday, sports: ["*"], when: "activity.weekday == 'FRIDAY'",
              points: { per: km, value: 100 } }
          - { id: any, sports: ["*"], points: { per: km, value: 1 } }
        multipliers: [ { id: weekend, factor: 2, weekdays: [SATURDAY, SUNDAY] } ]
        boards: [ { id: athletes, of: athletes, metric: points } ]
        """);
    walk("auckland", 1, 1, "2026-11-20T23:59", "2026-11-20T10:59Z");
    walk("auckland", 2, 2, "2026-11-21T00:30", "2026-11-20T11:30Z");
    walk("auckland", 3, 4, "2026-11-23T00:30", "2026-11-22T11:30Z");
    walk("honolulu", 4, 1, "2026-11-20T19:00", "2026-11-21T05:00Z");
    walk("honolulu", 5, 2, "2026-11-22T19:00", "2026-11-23T05:00Z");
    walk("honolulu", 6, 4, "2026-11-23T00:00", "2026-11-23T10:00Z");

    assertThat(granted("auckland"))
        .isEqualTo(Map.of("strava 1", 100, "strava 2", 4, "strava 3", 4));
    assertThat(granted("honolulu"))
        .isEqualTo(Map.of("strava 4", 100, "strava 5", 4, "strava 6", 4));
  }

  @Test
  void shouldAskConditionsForTheLocalDate() {
    scoreBy(
        """
        version: dates
        zone: Europe/Warsaw
        rules:
          - { id: eve, sports: ["*"],
              when: "activity.local_date == '2026-12-31' && activity.hour >= 22",
              points: { per: km, value: 100 } }
          - { id: leap, sports: ["*"], when: "activity.local_date == '2028-02-29'",
              points: { per: km, value: 10 } }
          - { id: any, sports: ["*"], points: { per: km, value: 1 } }
        boards: [ { id: athletes, of: athletes, metric: points } ]
        """);
    walk("auckland", 1, 1, "2026-12-31T22:00", "2026-12-31T09:00Z");
    walk("auckland", 2, 1, "2027-01-01T00:00", "2026-12-31T11:00Z");
    walk("honolulu", 3, 1, "2026-12-31T21:59", "2027-01-01T07:59Z");
    walk("honolulu", 4, 1, "2026-12-31T22:00", "2027-01-01T08:00Z");
    walk("honolulu", 5, 1, "2028-02-29T20:00", "2028-03-01T06:00Z");

    assertThat(granted("auckland")).isEqualTo(Map.of("strava 1", 100, "strava 2", 1));
    assertThat(granted("honolulu"))
        .isEqualTo(Map.of("strava 3", 1, "strava 4", 100, "strava 5", 10));
  }

  @Test
  void shouldGrantAWeekAcrossTheTurnOfTheYearOnce() {
    scoreBy(capped("week", 10));
    walk("anna", 5, 6, "2027-01-04T00:00");
    walk("anna", 4, 6, "2027-01-03T23:59");
    walk("anna", 3, 6, "2027-01-01T00:00");
    walk("anna", 2, 6, "2026-12-28T00:00");
    walk("anna", 1, 6, "2026-12-27T23:59");

    assertThat(granted("anna"))
        .isEqualTo(
            Map.of("strava 1", 6, "strava 2", 6, "strava 3", 4, "strava 4", 0, "strava 5", 6));
    assertThat(points(YEAR, "2026-01-01")).isEqualTo(Map.of("anna", 12));
    assertThat(points(YEAR, "2027-01-01")).isEqualTo(Map.of("anna", 10));

    delete("anna", "strava", 2);

    assertThat(granted("anna"))
        .isEqualTo(Map.of("strava 1", 6, "strava 3", 6, "strava 4", 4, "strava 5", 6));
    assertThat(points(YEAR, "2027-01-01")).isEqualTo(Map.of("anna", 16));
  }

  @Test
  void shouldCountForTheDepartmentOfTheLocalDate() {
    LocalDate newYear = LocalDate.of(2027, 1, 1);
    for (String athlete : List.of("auckland", "honolulu")) {
      ranking.apply(
          athlete(
              athlete, new Membership("Old", null, newYear), new Membership("New", newYear, null)));
    }
    walk("auckland", 1, 1, "2027-01-01T00:30", "2026-12-31T11:30Z");
    walk("honolulu", 2, 2, "2026-12-31T01:30", "2026-12-31T11:30Z");

    assertThat(points(Period.ALL_TIME, "New")).isEqualTo(Map.of("auckland", 1));
    assertThat(points(Period.ALL_TIME, "Old")).isEqualTo(Map.of("honolulu", 2));
  }

  /** Strava's reader takes the years 1970 to 2199; the catalogue may hold any. */
  @Test
  void shouldKnowTheFirstDayAndTheLast() {
    scoreBy(capped("week", 10));
    for (String start :
        List.of(
            "-0001-12-31T23:59", "0000-01-01T00:00", "9999-12-31T23:59", "+10000-01-01T00:00")) {
      fromElsewhere("anna", (int) offset, 4, start, null);
    }
    walk("anna", 9, 1, "2026-11-22T12:00");

    assertThat(points(ALL, "2026-11-22")).isEqualTo(Map.of("anna", 4 + 4 + 1));
    assertThat(points(DAY, "0000-01-01")).isEqualTo(Map.of("anna", 4));
    assertThat(points(YEAR, "0000-02-29")).isEqualTo(Map.of("anna", 4));
    assertThat(points(MONTH, "9999-12-01")).isEqualTo(Map.of("anna", 4));
    assertThat(points(YEAR, "9999-12-31")).isEqualTo(Map.of("anna", 4));
    assertThat(points(DAY, "9999-12-31")).isEqualTo(Map.of("anna", 4));
    assertThat(points(DAY, "2026-11-22")).isEqualTo(Map.of("anna", 1));
  }

  /** A hundred points a kilometre from 02:00 to 02:59, else one. */
  private static String hours() {
    return """
        version: hours
        zone: Europe/Warsaw
        rules:
          - { id: two, sports: ["*"], when: activity.hour == 2, points: { per: km, value: 100 } }
          - { id: any, sports: ["*"], points: { per: km, value: 1 } }
        boards: [ { id: athletes, of: athletes, metric: points } ]
        """;
  }

  private static String capped(String scope, int max) {
    return KILOMETRES + "caps: [ { id: cap, scope: %s, max: %d } ]%n".formatted(scope, max);
  }

  private void scoreBy(String rules) {
    ranking.close();
    ranking = scoringBy(rules);
  }

  private static PartitionedRanking scoringBy(String rules) {
    PartitionedRanking ranking = new PartitionedRanking(3, RuleSetsForTests.of(rules));
    List.of("anna", "bea", "auckland", "honolulu").forEach(id -> ranking.apply(athlete(id)));
    return ranking;
  }

  private static Athlete athlete(String id, Membership... memberships) {
    return new Athlete(new AthleteId(id), id, List.of(memberships), Visibility.SHOWN, null, null);
  }

  /** Half an hour by the clock of Warsaw in winter. */
  private void walk(String athlete, int id, int km, String localStart) {
    walk(athlete, id, km, localStart, LocalDateTime.parse(localStart).minusHours(1) + "Z");
  }

  /**
   * Half an hour, as Strava sends it.
   *
   * @param start universal time, or null if it is left out
   */
  private void walk(String athlete, int id, int km, String localStart, @Nullable String start) {
    String times = "\"start_date_local\":\"" + LocalDateTime.parse(localStart) + "Z\"";
    strava(athlete, id, km, start == null ? times : times + ",\"start_date\":\"" + start + '"');
  }

  private void withOffset(String athlete, int id, int km, String start, int offset) {
    strava(athlete, id, km, "\"start_date\":\"%s\",\"utc_offset\":%d".formatted(start, offset));
  }

  private void strava(String athlete, int id, int km, String times) {
    String payload =
        "{\"id\":%d,\"sport_type\":\"Walk\",\"distance\":%d,\"moving_time\":1800,%s}"
            .formatted(id, km * 1000, times);
    Reading reading =
        readers.read("strava", "activity", Integer.toString(id), payload.getBytes(UTF_8));
    assertThat(reading).isInstanceOf(Reading.Understood.class);
    put(athlete, "strava", id, ((Reading.Understood) reading).activity());
  }

  /** An hour of another provider, which measured more. */
  private void fromElsewhere(
      String athlete, int id, int km, String localStart, @Nullable String start) {
    Activity activity =
        new Activity(
            new Sport("Walk"),
            start == null
                ? null
                : LocalDateTime.parse(start.replace("Z", "")).toInstant(ZoneOffset.UTC),
            LocalDateTime.parse(localStart),
            Length.ofMetres(BigDecimal.valueOf(km * 1000L)),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Length.ofMetres(BigDecimal.TEN),
            Activity.Speed.UNKNOWN,
            120.0,
            Activity.Flags.NONE);
    put(athlete, "polar", id, activity);
  }

  private void put(String athlete, String provider, int id, Activity activity) {
    ranking.apply(
        Map.entry(key(athlete, provider, id), new CatalogueEntry.Readable(activity, raw())), false);
  }

  private void delete(String athlete, String provider, int id) {
    ranking.apply(Map.entry(key(athlete, provider, id), new CatalogueEntry.Deleted(raw())), false);
  }

  private static ActivityKey key(String athlete, String provider, int id) {
    return new ActivityKey(new AthleteId(athlete), provider, Integer.toString(id), "activity");
  }

  private RawRecordPosition raw() {
    return new RawRecordPosition(0, offset++, Instant.EPOCH);
  }

  /** Who is on the board of all athletes in the period that holds the day. */
  private Map<String, Integer> points(PeriodKind kind, String day) {
    return points(Period.of(kind, LocalDate.parse(day)), null);
  }

  private Map<String, Integer> points(Period period, @Nullable String department) {
    BoardView view =
        new BoardView(
            period.from().toEpochDay(),
            period.to().toEpochDay(),
            null,
            department,
            0,
            false,
            new BoardView.Members(Metric.POINTS, Long.MIN_VALUE));
    Map<String, Integer> points = new TreeMap<>();
    ranking.rows(view).forEach(row -> points.put(row.id(), whole(row.score())));
    return points;
  }

  /** What each activity was granted, by provider and id; -1 where it does not count. */
  private Map<String, Integer> granted(String athlete) {
    Map<String, Integer> granted = new TreeMap<>();
    ranking
        .contributions(new AthleteId(athlete))
        .forEach(
            (key, contribution) ->
                granted.put(
                    key.provider() + " " + key.externalId(),
                    contribution.counted() ? whole(contribution.sums().points()) : -1));
    return granted;
  }

  private static int whole(long thousandths) {
    assertThat(thousandths % 1000).isZero();
    return Math.toIntExact(thousandths / 1000);
  }
}
