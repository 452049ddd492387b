package io.stridelake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.stridelake.rules.RuleSets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RulesCommandsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String RULES =
      """
      version: try
      rules:
        - id: ride
          sports: [Ride]
          points: { per: km, value: 0.3, max: 20 }
          limits: { max_average_speed_kmh: 60 }
      multipliers:
        - { id: sundays, factor: 2, weekdays: [SUNDAY] }
      caps:
        - { id: daily, scope: day, max: 35 }
      boards:
        - { id: athletes, of: athletes, metric: points }
      """;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  @TempDir Path temp;

  @Test
  void shouldShowEveryStep() throws IOException {
    int code = attempt(RULES, ride("Ride", "100200.5", 14400));

    assertThat(code).isZero();
    assertThat(output.toString().lines())
        .containsExactly(
            "Ride on 2026-11-22: 100.2005 km, 240 min",
            "  rule ride: 100.201 km × 0.3 = 30.06",
            "  max ride: at most 20 = 20",
            "  multiplier sundays: × 2 = 40",
            "  cap daily: at most 35 in a day = 35",
            "counts by rule 'ride' of rule set try: 35 points");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void shouldAnswerAsTheApiExplains() throws IOException {
    int code = attempt(RULES, ride("Ride", "10000", 1800), "--json");

    assertThat(code).isZero();
    assertThat(JSON.readTree(output.toString()))
        .isEqualTo(
            JSON.readTree(
                """
                {"activity":{"athlete":null,"provider":"strava","externalId":"9223372036854775809",
                 "sport":"Ride","localDate":"2026-11-22","startTime":"2026-11-22T09:00:00Z",
                 "metres":10000,"movingSeconds":1800,"elapsedSeconds":1900,"metresClimbed":12.5,
                 "manual":false,"private":false,"flagged":false},
                 "counted":true,"reason":null,"points":6,"rule":"ride","ruleSet":"try",
                 "generation":null,
                 "steps":[{"kind":"rule","id":"ride","text":"10 km × 0.3","points":3},
                          {"kind":"multiplier","id":"sundays","text":"× 2","points":6}],
                 "raw":null}
                """));
  }

  @ParameterizedTest
  @CsvSource({"Swim, 1000, 1800, no_rule", "Ride, 100000, 1800, implausible"})
  void shouldSayWhyItDoesNotCount(String sport, String metres, long seconds, String reason)
      throws IOException {
    assertThat(attempt(RULES, ride(sport, metres, seconds))).isZero();
    assertThat(output.toString()).contains("does not count by rule set try: " + reason);

    output.getBuffer().setLength(0);
    assertThat(attempt(RULES, ride(sport, metres, seconds), "--json")).isZero();
    JsonNode json = JSON.readTree(output.toString());
    assertThat(json.path("counted").asBoolean(true)).isFalse();
    assertThat(json.path("reason").asText()).isEqualTo(reason);
    assertThat(json.path("points").asInt(-1)).isZero();
  }

  @Test
  void shouldPointAtMistakes() throws IOException {
    int code = attempt(RULES.replace("km,", "mile,"), ride("Ride", "1", 1), "--json");

    assertThat(code).isEqualTo(1);
    assertThat(output.toString()).isEmpty();
    assertThat(errors.toString().lines())
        .containsExactly(
            temp.resolve("rules.yaml")
                + ":5:20: 'per' is 'mile'"
                + " (expected one of km, minute, metre_climbed, activity)");
  }

  @ParameterizedTest
  @CsvSource({
    "'{', malformed",
    "'[]', malformed",
    "'{\"id\":1}', missing-field",
    "'{\"sport_type\":\"Run\",\"start_date_local\":\"2026-11-22T10:00:00Z\"}', missing-field",
  })
  void shouldRefuseWhatIsNoActivity(String payload, String reason) throws IOException {
    assertThat(attempt(RULES, payload)).isEqualTo(1);
    assertThat(errors.toString()).contains("payload.json is no activity of Strava: " + reason);
  }

  @Test
  void shouldCallMissingFilesMisuse() throws IOException {
    Path rules = Files.writeString(temp.resolve("rules.yaml"), RULES);
    String none = temp.resolve("none").toString();
    assertThat(run("rules", "try", rules.toString())).isEqualTo(2);
    assertThat(run("rules", "try", rules.toString(), "--activity", none)).isEqualTo(2);
    assertThat(run("rules", "try", none, "--activity", rules.toString())).isEqualTo(2);
    assertThat(run("rules", "push", none)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "201|{\"version\":\"2026-12\"}|0|rule set 2026-12 stored",
        "200|{\"version\":\"2026-12\"}|0|rule set 2026-12 was stored already",
        "409|{\"detail\":\"version taken\"}|1|stride rules push: nothing was stored: version taken",
        "413|{\"detail\":\"at most 5\"}|1|stride rules push: nothing was stored: at most 5",
        "401|{}|1|does not accept the token",
        "503|{}|4|cannot answer now",
      })
  void shouldPush(int status, String body, int code, String said) throws IOException {
    assertThat(push(status, body)).isEqualTo(code);
    assertThat(output + errors.toString()).contains(said);
  }

  @Test
  void shouldPointAtTheMistakesThatTheServerFinds() throws IOException {
    String body =
        """
        {"detail":"2 mistakes","errors":[
         {"line":1,"column":2,"message":"one","expected":"a"},
         {"line":3,"column":4,"message":"two × 2","expected":"b"}]}
        """;
    assertThat(push(422, body)).isEqualTo(1);
    String file = temp.resolve("rules.yaml").toString();
    assertThat(errors.toString().lines())
        .containsExactly(
            file + ":1:2: one (expected a)",
            file + ":3:4: two × 2 (expected b)",
            "stride rules push: nothing was stored: 2 mistakes");
  }

  @Test
  void shouldSayThatNobodyTakesIt() throws IOException {
    Path rules = Files.writeString(temp.resolve("rules.yaml"), RULES);
    assertThat(run("rules", "push", rules.toString(), "--url", "http://127.0.0.1:1")).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://127.0.0.1", "http://", "127.0.0.1:8080", "http://a b", ""})
  void shouldSayThatAnAddressIsNone(String url) throws IOException {
    Path rules = Files.writeString(temp.resolve("rules.yaml"), RULES);
    assertThat(run("rules", "push", rules.toString(), "--url", url)).isEqualTo(4);
    assertThat(errors.toString().lines())
        .containsExactly(
            "stride rules push: '" + url + "' is not an address (expected http://host:port)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one\ntwo", "tökén", "two words", ""})
  void shouldNotSendATokenThatIsNone(String token) throws IOException {
    Path rules = Files.writeString(temp.resolve("rules.yaml"), RULES);
    assertThat(run("rules", "push", rules.toString(), "--token", token)).isEqualTo(1);
    assertThat(errors.toString().lines())
        .containsExactly(
            "stride rules push: the token is not one word of ASCII: give the right one by --token");
  }

  @Test
  void shouldPrintTheSchema() {
    assertThat(run("rules", "schema")).isZero();
    assertThat(output.toString()).isEqualTo(new String(RuleSets.schema(), UTF_8));
  }

  private int push(int status, String answer) throws IOException {
    Path rules = Files.writeString(temp.resolve("rules.yaml"), RULES);
    StringWriter seen = new StringWriter();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.append(exchange.getRequestMethod()).append(' ');
          seen.append(exchange.getRequestURI().toString()).append(' ');
          seen.append(exchange.getRequestHeaders().getFirst("Content-Type")).append(' ');
          seen.append(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      int code = run("rules", "push", rules.toString(), "--url", url, "--token", "t");
      assertThat(seen.toString()).isEqualTo("POST /admin/rule-sets application/yaml " + RULES);
      return code;
    } finally {
      server.stop(0);
    }
  }

  private int attempt(String rules, String payload, String... more) throws IOException {
    Path document = Files.writeString(temp.resolve("rules.yaml"), rules);
    Path activity = Files.writeString(temp.resolve("payload.json"), payload);
    String[] words = new String[5 + more.length];
    words[0] = "rules";
    words[1] = "try";
    words[2] = document.toString();
    words[3] = "--activity";
    words[4] = activity.toString();
    System.arraycopy(more, 0, words, 5, more.length);
    return run(words);
  }

  private static String ride(String sport, String metres, long seconds) {
    return """
        {"id": 9223372036854775809, "sport_type": "%s", "start_date": "2026-11-22T09:00:00Z",
         "start_date_local": "2026-11-22T10:00:00Z", "utc_offset": 3600.0, "distance": %s,
         "moving_time": %d, "elapsed_time": %d, "total_elevation_gain": 12.5}
        """
        .formatted(sport, metres, seconds, seconds + 100);
  }

  private int run(String... words) {
    CommandLine line = Stride.commandLine();
    line.setOut(new PrintWriter(output, true));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(words);
  }
}
