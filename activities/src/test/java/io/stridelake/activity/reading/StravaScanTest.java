package io.stridelake.activity.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Requirement;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser stands against the scan: what both read must be the same, whatever the bytes are. */
class StravaScanTest {
  private static final int ROUNDS = Boolean.getBoolean("stride.soak") ? 1_000_000 : 30_000;
  private static final long SEED = 20261125;
  private static final Decimal.Range METRES =
      new Decimal.Range(BigDecimal.ONE.negate(), BigDecimal.valueOf(1_000_000));
  private static final List<String> SAMPLES =
      List.of(
          "evening-walk-summary.json",
          "gravel-ride-detailed.json",
          "hidden-start-run.json",
          "manual-workout-2014.json",
          "lake-run-summary.json",
          "lake-ride-detailed.json");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1}",
        " \t\r\n{ \"id\" : -0.5e+7 , \"type\" : \"\" } \n",
        "{\"name\":\"\\u00e4\\\\\\\"\\/\\b\\f\\n\\r\\t\",\"id\":\"7\",\"id\":null,\"id\":8}",
        "{\"name\":\"Überlingen – 晨跑 🏃\",\"map\":{\"a\":[[],{},[{\"b\":\"🏃\"}]]},\"manual\":true}",
        "{\"distance\":{\"id\":2},\"sport_type\":[1,[2]],\"flagged\":false}",
        "{\"\":0,\"a\":[true,false,null,-1,0,10.25,1E5,1e-5]}"
      })
  void shouldReadWithoutTheParser(String json) {
    byte[] payload = json.getBytes(UTF_8);

    StravaPayload scanned = requireNonNull(StravaScan.read(payload));

    assertThat(described(scanned)).isEqualTo(described(StravaPayload.parse(payload)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"id\":1",
        "{\"id\":1}x",
        "{\"id\":1,}",
        "{\"id\" 1}",
        "{,\"id\":1}",
        "{\"id\":01}",
        "{\"id\":1.}",
        "{\"id\":.5}",
        "{\"id\":+1}",
        "{\"id\":-}",
        "{\"id\":1e}",
        "{\"id\":NaN}",
        "{\"id\":truer}",
        "{\"id\":tru}",
        "{'id':1}",
        "{id:1}",
        "{\"id\":1/**/}",
        "{\"a\":[1,]}",
        "{\"a\":[1}}",
        "{\"a\":{\"b\"}}",
        "{\"a\":{\"b\":1,}}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00g0\"}",
        "{\"a\":\"a line\nbreak in a long text\"}",
        "{\"a\":\"\u001f\"}",
        "{\"a\":\"no end}"
      })
  void shouldLeaveWhatIsWrongToTheParser(String json) {
    assertThat(StravaScan.read(json.getBytes(UTF_8))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0080",
        "\u0080 in a long text",
        "\u00c3",
        "\u00c3\u00c3",
        "\u00e2\u0082",
        "\u00f0\u009f\u008f",
        "\u00f8\u0080\u0080\u0080\u0080",
        "\u00ff"
      })
  void shouldLeaveWhatIsNotUtf8ToTheParser(String bytes) {
    byte[] payload = ("{\"name\":\"" + bytes + "\"}").getBytes(ISO_8859_1);

    assertThat(StravaScan.read(payload)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 29, 30, 99, 100, 101, 100_000})
  void shouldNestNoDeeperThanTheParser(int depth) {
    String json = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"id\":1}";
    assertSame(json.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 51, 99, 100, 101, 1_000, 1_001, 100_000})
  void shouldAllowNoLongerNamesAndNumbersThanTheParser(int length) {
    assertSame(("{\"" + "n".repeat(length) + "\":1,\"id\":2}").getBytes(UTF_8));
    assertSame(("{\"a\":{\"" + "n".repeat(length) + "\":1},\"id\":2}").getBytes(UTF_8));
    assertSame(("{\"a\":" + "9".repeat(length) + ",\"id\":2}").getBytes(UTF_8));
    assertSame(("{\"id\":0." + "9".repeat(length) + "}").getBytes(UTF_8));
  }

  @Test
  void shouldReadWhatStravaWritesWithoutTheParser() throws IOException {
    for (String sample : SAMPLES) {
      assertThat(StravaScan.read(sample(sample))).as(sample).isNotNull();
    }
  }

  @Test
  void shouldReadRecordedActivitiesWithoutTheParser() throws IOException {
    int activities = 0;
    for (byte[] payload : recorded()) {
      StravaPayload scanned = StravaScan.read(payload);
      StravaPayload parsed = StravaPayload.parse(payload);
      assertThat(scanned == null).isEqualTo(parsed.failure() != null);
      assertSame(payload);
      activities++;
    }
    assertThat(activities).isGreaterThan(100);
  }

  @Test
  void shouldComeToTheSameWhateverTheBytesAre() throws IOException {
    List<byte[]> samples = new ArrayList<>();
    for (String sample : SAMPLES) {
      samples.add(sample(sample));
    }
    Random random = new Random(SEED);
    int scanned = 0;
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] payload = MutatedJson.of(samples.get(i % samples.size()), random);
      StravaPayload parsed = StravaPayload.parse(payload);

      StravaPayload read = StravaPayload.of(payload);

      assertThat(described(read))
          .as(() -> "seed " + SEED + ": " + new String(payload, ISO_8859_1))
          .isEqualTo(described(parsed));
      scanned += StravaScan.read(payload) == null ? 0 : 1;
      refused += parsed.failure() == null ? 0 : 1;
    }
    assertThat(scanned).as("read without the parser").isGreaterThan(ROUNDS / 10);
    assertThat(refused).as("refused by the parser").isGreaterThan(ROUNDS / 10);
  }

  private static void assertSame(byte[] payload) {
    assertThat(described(StravaPayload.of(payload)))
        .isEqualTo(described(StravaPayload.parse(payload)));
  }

  /** All that can be asked, and what comes of it in the end. */
  private static List<String> described(StravaPayload payload) {
    List<String> all = new ArrayList<>();
    all.add(String.valueOf(payload.failure()));
    for (StravaField field : StravaField.values()) {
      all.add(
          "%s %s %s %s %s %s"
              .formatted(
                  field,
                  payload.has(field),
                  payload.flag(field),
                  payload.id(field),
                  payload.text(field),
                  payload.number(field, METRES)));
    }
    all.add(String.valueOf(payload.failure()));
    return all;
  }

  /** The files' objects, and the objects in the files' arrays. */
  private static List<byte[]> recorded() throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Requirement.FIXTURES.require())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        payloads.add(bytes);
        try {
          payloads.addAll(JsonElements.cut(bytes));
        } catch (IllegalArgumentException e) {
          // No page: the whole is compared.
        }
      }
    }
    return payloads;
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = StravaScanTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
