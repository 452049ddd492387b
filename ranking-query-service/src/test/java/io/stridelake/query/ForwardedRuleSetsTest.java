package io.stridelake.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule sets reach scoring-streams, and its answers come back, as they are. */
class ForwardedRuleSetsTest {
  private static final String ADMIN = "Bearer " + Service.ADMIN;
  private static Service service;

  @BeforeAll
  static void start() {
    service = Service.start(FakeStreams.start(2, 2));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/yaml",
        "application/json",
        "text/plain; charset=utf-16",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "x-nothing/known"
      })
  void shouldPassAnyBodyOfAnyType(String type) {
    for (byte[] body : bodies()) {
      Service.Response answer =
          service.send(
              "POST",
              "/admin/rule-sets/check?a=%20b",
              body,
              "Authorization",
              ADMIN,
              "Content-Type",
              type);

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.header("X-Call")).isEqualTo("POST /admin/rule-sets/check?a=%20b");
      assertThat(answer.header("X-Authorization")).isEqualTo(ADMIN);
      assertThat(answer.header("Content-Type")).isEqualTo(type);
      assertThat(answer.raw().body()).isEqualTo(body);
    }
  }

  @Test
  void shouldAddNoTypeWhereThereIsNone() {
    byte[] body = "version: a".getBytes(UTF_8);

    Service.Response answer =
        service.send("POST", "/admin/rule-sets", body, "Authorization", ADMIN);

    assertThat(answer.header("X-Typed")).isEqualTo("false");
    assertThat(answer.raw().body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin/rule-sets", "/admin/rule-sets/2026-12.a_b"})
  void shouldPassQuestions(String path) {
    for (String accepted : List.of("*/*", "application/json", "application/yaml")) {
      Service.Response answer = service.get(path, "Authorization", ADMIN, "Accept", accepted);

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.header("X-Call")).isEqualTo("GET " + path);
    }
  }

  @Test
  void shouldPassNothingWithoutTheToken() {
    Service.Response answer = service.send("POST", "/admin/rule-sets", new byte[1]);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("X-Call")).isNull();
  }

  private static List<byte[]> bodies() {
    byte[] random = new byte[300_000];
    new Random(1).nextBytes(random);
    return List.of("a=b&c=%20+\r\n--x\r\n".getBytes(UTF_8), "ü\u2028€".getBytes(UTF_8), random);
  }
}
