package io.stridelake.simulator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.stridelake.requirement.Requirement;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Company;
import io.stridelake.simulator.company.CompanyGenerator;
import io.stridelake.simulator.company.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Compares names and JSON types of the rendered fields with recorded answers, where these exist.
 */
class RecordedPayloadsTest {
  private static final JsonMapper MAPPER = JsonMapper.createDefault();
  private static final Company COMPANY =
      new Company(new CompanyGenerator(7, 40, LocalDate.parse("2026-11-22")), Instant.MAX);

  @SuppressWarnings("NullAway.Init")
  private static Path recorded;

  @BeforeAll
  static void find() {
    recorded = Requirement.FIXTURES.require().resolve("dblock__strava-ruby-client/api");
  }

  @Test
  void shouldHaveTheFieldsOfARecordedSummary() throws IOException {
    List<Map<String, Object>> list =
        read(
            Files.readString(recorded.resolve("athlete-activities-default-30.json")),
            Argument.listOf(Argument.mapOf(String.class, Object.class)));
    Activity run = run();

    Map<String, Object> ours =
        object(Payloads.summary(run, COMPANY.athlete(run.owner()).orElseThrow()));

    assertThat(types(ours)).containsExactlyInAnyOrderEntriesOf(types(list.get(0)));
  }

  @Test
  void shouldHaveTheFieldsOfARecordedDetail() throws IOException {
    Map<String, Object> theirs =
        object(Files.readString(recorded.resolve("detailed-activity-run-full.json")));
    Activity run = run();

    Map<String, Object> ours =
        object(Payloads.detailed(run, COMPANY.athlete(run.owner()).orElseThrow()));

    // An old marathon watch knew neither cadence nor temperature.
    assertThat(ours.keySet()).containsAll(theirs.keySet());
    theirs.keySet().removeAll(List.of("workout_type", "description"));
    Map<String, String> common = types(ours);
    common.keySet().retainAll(theirs.keySet());
    assertThat(common).containsExactlyInAnyOrderEntriesOf(types(theirs));
  }

  private static Map<String, String> types(Map<String, Object> payload) {
    Map<String, String> types = new TreeMap<>();
    payload.forEach(
        (name, value) ->
            types.put(
                name,
                switch (value) {
                  case null -> "null";
                  case Number number -> "number";
                  case Map<?, ?> map -> "object";
                  case List<?> list -> "list";
                  default -> value.getClass().getSimpleName();
                }));
    return types;
  }

  /** A run with all that a watch records. */
  private static Activity run() {
    return COMPANY.activities().stream()
        .filter(a -> a.sportType().equals("Run") && a.is(Flag.HEARTRATE) && !a.is(Flag.SPARSE))
        .filter(a -> !a.is(Flag.TRAINER) && !a.is(Flag.OLD_FORM))
        .filter(
            a -> {
              Details details = Details.of(a, COMPANY.athlete(a.owner()).orElseThrow());
              return details.gear() != null;
            })
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> object(String json) throws IOException {
    return read(json, Argument.mapOf(String.class, Object.class));
  }

  private static <T> T read(String json, Argument<T> type) throws IOException {
    T value = MAPPER.readValue(json, type);
    if (value == null) {
      throw new IOException("nothing in " + json);
    }
    return value;
  }
}
