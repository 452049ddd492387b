package io.stridelake.simulator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.CompanyGenerator;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.company.Flag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class PayloadsTest {
  private static final Company COMPANY =
      new Company(new CompanyGenerator(7, 320, LocalDate.parse("2026-11-22")), Instant.MAX);
  private static final List<Activity> ALL = COMPANY.activities();
  private static final JsonMapper MAPPER = JsonMapper.createDefault();

  @Test
  void shouldRenderSummariesOfRealSizes() {
    List<Integer> sizes = sample().stream().map(a -> bytes(summary(a)).length).sorted().toList();

    assertThat(sizes.get(0)).isGreaterThan(900);
    assertThat(sizes.getLast()).isLessThan(2_700);
    assertThat(sizes.get(sizes.size() / 2)).isBetween(1_600, 2_300);
  }

  @Test
  void shouldRenderDetailsOfRealSizes() {
    List<Integer> sizes = sample().stream().map(a -> bytes(detailed(a)).length).sorted().toList();

    assertThat(sizes.get(0)).isGreaterThan(1_000);
    assertThat(sizes.getLast()).isBetween(20_000, 100_000);
    assertThat(sizes.get(sizes.size() / 2)).isBetween(5_000, 7_000);
  }

  @Test
  void shouldRenderPolylinesThatDoNotCompress() throws IOException {
    byte[] line =
        bytes(
            Details.of(outdoors(), owner(outdoors()))
                .track(outdoors(), owner(outdoors()))
                .polyline());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(line);
    }

    assertThat(packed.size()).isGreaterThan(line.length * 6 / 10);
  }

  @Test
  void shouldBeJsonAndTellTheTruthForEveryActivity() throws IOException {
    for (Activity activity : sample()) {
      for (String json : List.of(summary(activity), detailed(activity))) {
        Map<?, ?> map = parse(json);

        assertThat(String.valueOf(map.get("id"))).isEqualTo(String.valueOf(activity.id()));
        assertThat(map.get("name")).isEqualTo(activity.name());
        assertThat(map.get("private")).isEqualTo(activity.is(Flag.ONLY_ME));
        assertThat(map.get("start_date_local"))
            .isEqualTo(
                activity.startLocal().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                    + zulu(activity));
        assertThat(map.containsKey("distance")).isEqualTo(activity.metres() != null);
        assertThat(map.containsKey("sport_type")).isEqualTo(!activity.is(Flag.OLD_FORM));
      }
    }
  }

  @Test
  void shouldNameAnOffsetThatIgnoresDaylightSavingBesideTheRightOne() throws IOException {
    Activity summer =
        first(a -> a.zone().getId().equals("Europe/Warsaw") && a.startLocal().getMonthValue() == 7);

    Map<?, ?> map = parse(summary(summer));

    assertThat(map.get("timezone")).isEqualTo("(GMT+01:00) Europe/Warsaw");
    assertThat(map.get("utc_offset")).isEqualTo(7200.0);
  }

  @Test
  void shouldNameOddOffsets() {
    assertThat(summary(first(a -> a.zone().getId().equals("Asia/Kathmandu"))))
        .contains("\"timezone\":\"(GMT+05:45) Asia/Kathmandu\"");
    assertThat(summary(first(a -> a.zone().getId().equals("America/New_York"))))
        .contains("\"timezone\":\"(GMT-05:00) America/New_York\"");
  }

  @Test
  void shouldSendDistancesExactly() {
    Activity edited = Edit.distance(new BigDecimal("12345.67")).applyTo(outdoors());

    assertThat(summary(edited)).contains("\"distance\":12345.67,");
    assertThat(detailed(edited)).contains("\"distance\":12345.67,");
  }

  @Test
  void shouldRenderTheSameBytesAgain() {
    assertThat(detailed(outdoors())).isEqualTo(detailed(outdoors()));
  }

  @Test
  void shouldLeaveOutWhatIsOftenMissing() throws IOException {
    Map<?, ?> sparse = parse(summary(first(a -> a.is(Flag.SPARSE) && !a.is(Flag.HEARTRATE))));

    assertThat(sparse.keySet().stream().map(String::valueOf))
        .doesNotContain("average_heartrate", "elev_high", "upload_id_str", "workout_type");
  }

  private static String zulu(Activity activity) {
    return activity.startLocal().getSecond() == 0 ? ":00Z" : "Z";
  }

  private static List<Activity> sample() {
    return java.util.stream.IntStream.iterate(0, i -> i < ALL.size(), i -> i + 41)
        .mapToObj(ALL::get)
        .toList();
  }

  private static Activity outdoors() {
    return first(
        a ->
            a.sportType().equals("Run")
                && !a.is(Flag.MANUAL)
                && !a.is(Flag.TRAINER)
                && a.movingSeconds() > 1800);
  }

  private static Activity first(Predicate<Activity> which) {
    return ALL.stream().filter(which).findFirst().orElseThrow();
  }

  private static String summary(Activity activity) {
    return Payloads.summary(activity, owner(activity));
  }

  private static String detailed(Activity activity) {
    return Payloads.detailed(activity, owner(activity));
  }

  private static Athlete owner(Activity activity) {
    return COMPANY.athlete(activity.owner()).orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<?, ?> parse(String json) throws IOException {
    Map<?, ?> map = MAPPER.readValue(json, Map.class);
    return java.util.Objects.requireNonNull(map);
  }
}
