package io.stridelake.activity.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Activity.Flags;
import io.stridelake.activity.Activity.Speed;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import io.stridelake.activity.UnreadableReason;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StravaActivityReaderTest {
  private static final String RUN =
      """
      {"id":31,"sport_type":"Run","distance":5000.0,"moving_time":1500,"elapsed_time":1600,\
      "start_date":"2026-11-22T08:00:00Z","start_date_local":"2026-11-22T09:00:00Z","utc_offset":3600.0}""";

  private final StravaActivityReader reader = new StravaActivityReader();

  @Test
  void shouldReadASummary() throws IOException {
    Reading reading = reader.read("9223372036854775809", sample("evening-walk-summary.json"));

    assertThat(reading)
        .isEqualTo(
            new Reading.Understood(
                new Activity(
                    new Sport("Walk"),
                    Instant.parse("2026-07-04T22:40:11Z"),
                    LocalDateTime.parse("2026-07-05T00:40:11"),
                    Length.ofMetres(new BigDecimal("6204.7")),
                    Duration.ofSeconds(4380),
                    Duration.ofSeconds(4611),
                    Length.ofMetres(new BigDecimal("38.4")),
                    new Speed(1.417, 2.9),
                    104.3,
                    new Flags(false, false, true, false, false))));
  }

  @Test
  void shouldTakeNothingFromTheObjectsInsideADetailedActivity() throws IOException {
    Reading reading = reader.read("120005", sample("gravel-ride-detailed.json"));

    assertThat(reading)
        .isEqualTo(
            new Reading.Understood(
                new Activity(
                    new Sport("GravelRide"),
                    Instant.parse("2026-03-29T00:30:00Z"),
                    LocalDateTime.parse("2026-03-29T01:30:00"),
                    Length.ofMetres(new BigDecimal("30512")),
                    Duration.ofSeconds(5405),
                    Duration.ofSeconds(6001),
                    Length.ofMetres(new BigDecimal("412.25")),
                    new Speed(5.645, 14.1),
                    null,
                    new Flags(false, false, false, false, true))));
  }

  @Test
  void shouldReadAManualActivityOfTheOldForm() throws IOException {
    Activity activity = understood("77000123", sample("manual-workout-2014.json"));

    assertThat(activity.sport()).isEqualTo(new Sport("Workout"));
    assertThat(activity.distance()).isEqualTo(Length.ZERO);
    assertThat(activity.moving()).isZero();
    assertThat(activity.scoredTime()).isEqualTo(Duration.ofHours(1));
    assertThat(activity.localDate()).isEqualTo(LocalDate.of(2014, 3, 1));
    assertThat(activity.flags().manual()).isTrue();
  }

  @Test
  void shouldKeepTheDayOfAHiddenStart() throws IOException {
    Activity activity = understood("31", sample("hidden-start-run.json"));

    assertThat(activity.localDate()).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(activity.flags().privately()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          "2026-11-22T09:00:00Z"      | "2026-11-22T23:30:00Z" | 3600.0  | 2026-11-22T23:30:00 | 2026-11-22T09:00:00Z
          -                           | "2026-11-22T23:30:00Z" | 3600.0  | 2026-11-22T23:30:00 | 2026-11-22T22:30:00Z
          -                           | "2026-11-22T23:30:00Z" | -       | 2026-11-22T23:30:00 | -
          "2026-11-22T23:30:00Z"      | -                      | 7200    | 2026-11-23T01:30:00 | 2026-11-22T23:30:00Z
          "2026-11-22T00:30:00Z"      | null                   | -3600.0 | 2026-11-21T23:30:00 | 2026-11-22T00:30:00Z
          "2026-11-22T02:00:00+02:00" | "2026-11-22T02:00:00"  | -       | 2026-11-22T02:00:00 | 2026-11-22T00:00:00Z
          "2026-11-22T02:00:00.250Z"  | "2026-11-22T03:00"     | -       | 2026-11-22T03:00:00 | 2026-11-22T02:00:00.250Z
          """)
  void shouldFindTheStart(
      String utc, String local, String offset, String expected, String instant) {
    String payload = "{\"id\":1,\"sport_type\":\"Run\"";
    payload += utc == null ? "" : ",\"start_date\":" + utc;
    payload += local == null ? "" : ",\"start_date_local\":" + local;
    payload += offset == null ? "" : ",\"utc_offset\":" + offset;

    Activity activity = understood("1", bytes(payload + "}"));

    assertThat(activity.localStart()).isEqualTo(LocalDateTime.parse(expected));
    assertThat(activity.start()).isEqualTo(instant == null ? null : Instant.parse(instant));
  }

  @Test
  void shouldKeepSportsThatNobodyKnows() {
    assertThat(understood("31", bytes(RUN.replace("Run", "Quidditch"))).sport().name())
        .isEqualTo("Quidditch");
  }

  @Test
  void shouldTakeTheLastOfRepeatedFields() {
    String payload = RUN.replace("\"elapsed_time\"", "\"distance\":7,\"elapsed_time\"");

    assertThat(understood("31", bytes(payload)).distance())
        .isEqualTo(Length.ofMetres(BigDecimal.valueOf(7)));
  }

  @Test
  void shouldReadAnIdThatComesAsText() {
    assertThat(reader.read("31", bytes(RUN.replace("31", "\"31\""))))
        .isInstanceOf(Reading.Understood.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{\"id\":31",
        "not JSON",
        "{\"id\":31}{\"id\":31}",
        "{\"id\":31}]",
        "{\"id\":NaN}",
        "{\"id\":0031}"
      })
  void shouldCallMalformedWhatIsNoObject(String payload) {
    assertThat(failure(payload)).isEqualTo(UnreadableReason.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "id":31                                     | "identity":31
          "sport_type":"Run"                          | "sport":"Run"
          "sport_type":"Run"                          | "sport_type":null,"type":null
          "start_date_local":"2026-11-22T09:00:00Z"   | "start_date_local":null,"start_date":null
          "id":31                                     | "id":null
          """)
  void shouldMissWhatScoringNeeds(String field, String replacement) {
    assertThat(failure(RUN.replace(field, replacement))).isEqualTo(UnreadableReason.MISSING_FIELD);
  }

  @Test
  void shouldMissALocalDateWhereOnlyTheInstantIsKnown() {
    String payload = "{\"id\":31,\"sport_type\":\"Run\",\"start_date\":\"2026-11-22T08:00:00Z\"}";

    assertThat(failure(payload)).isEqualTo(UnreadableReason.MISSING_FIELD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5000.0               | -1
          5000.0               | "5000"
          5000.0               | "NaN"
          5000.0               | true
          5000.0               | {"value":5000}
          5000.0               | [5000]
          5000.0               | 1e12
          5000.0               | 1e999999999
          5000.0               | 1e-999999999
          5000.0               | 1e2147483647
          5000.0               | 400750001
          1500                 | -1
          1500                 | 1e300
          1500                 | 99999999
          1600                 | "01:30"
          "Run"                | 7
          "Run"                | "a\\u0000b"
          "Run"                | "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
          "2026-11-22T09:00:00Z" | "1969-12-31T23:59:59Z"
          "2026-11-22T09:00:00Z" | "2200-01-01T00:00:00Z"
          "2026-11-22T09:00:00Z" | "2026-02-30T00:00:00Z"
          "2026-11-22T09:00:00Z" | "2026-11-22"
          "2026-11-22T09:00:00Z" | "22.11.2026"
          "2026-11-22T09:00:00Z" | 1795334400
          "2026-11-22T08:00:00Z" | "yesterday"
          "2026-11-22T08:00:00Z" | "2026-11-22T08:00:00+99:00"
          3600.0               | 64801
          3600.0               | "+01:00"
          """)
  void shouldRefuseValuesThatCannotBe(String value, String replacement) {
    assertThat(failure(RUN.replace(value, replacement))).isEqualTo(UnreadableReason.BAD_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0e900", "0.0", "1e-900", "-0.0"})
  void shouldReadOddWaysToWriteNothing(String zero) {
    assertThat(understood("31", bytes(RUN.replace("5000.0", zero))).distance())
        .isEqualTo(Length.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"manual", "trainer", "commute", "private", "flagged"})
  void shouldRefuseFlagsThatAreNeitherTrueNorFalse(String flag) {
    assertThat(failure(RUN.replace("}", ",\"" + flag + "\":\"true\"}")))
        .isEqualTo(UnreadableReason.BAD_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"32", "\"32\"", "31000000000000000000000000000000", "-31", "\"\""})
  void shouldNoticeThatThePayloadIsOfAnotherActivity(String id) {
    assertThat(failure(RUN.replace("31", id))).isEqualTo(UnreadableReason.ID_MISMATCH);
  }

  @Test
  void shouldRefuseIdsThatAreNoIds() {
    assertThat(failure(RUN.replace("31", "31.0"))).isEqualTo(UnreadableReason.BAD_VALUE);
    assertThat(failure(RUN.replace("31", "{}"))).isEqualTo(UnreadableReason.BAD_VALUE);
  }

  @Test
  void shouldNotFollowDeepNesting() {
    String payload = "{\"id\":31,\"map\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(failure(payload)).isEqualTo(UnreadableReason.MALFORMED);
  }

  @Test
  void shouldNotReadNumbersWithoutEnd() {
    assertThat(failure(RUN.replace("5000.0", "1".repeat(1_000_000))))
        .isEqualTo(UnreadableReason.MALFORMED);
  }

  @Test
  void shouldNotRepeatThePayloadInItsComplaint() {
    Reading.Failed failed = (Reading.Failed) reader.read("31", bytes("{\"id\": secret}"));

    assertThat(failed.detail()).doesNotContain("secret").contains("line 1");
  }

  private UnreadableReason failure(String payload) {
    Reading reading = reader.read("31", bytes(payload));
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).reason();
  }

  private Activity understood(String id, byte[] payload) {
    Reading reading = reader.read(id, payload);
    assertThat(reading).isInstanceOf(Reading.Understood.class);
    return ((Reading.Understood) reading).activity();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = StravaActivityReaderTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
