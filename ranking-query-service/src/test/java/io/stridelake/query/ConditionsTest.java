package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags, conditions, compression, and how little an unchanged state costs. */
class ConditionsTest {
  private static final String BOARD = "/api/v1/rankings/athletes";
  private static Service service;

  @BeforeAll
  static void start() {
    service = Service.start(RankingPagesTest.company(FakeStreams.start(4, 2), 60));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/rankings",
        BOARD,
        BOARD + "/members/a-1",
        BOARD + "/members/a-1/around",
        "/api/v1/totals"
      })
  void shouldAnswerNotModifiedAsLongAsNothingChanged(String path) {
    Service.Response first = service.get(path);
    String etag = Objects.requireNonNull(first.header("ETag"));
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(etag).startsWith("\"").endsWith("\"");

    for (String condition : new String[] {etag, "W/" + etag, "\"other\", " + etag, "*"}) {
      Service.Response again = service.get(path, "If-None-Match", condition);
      assertThat(again.status()).as(condition).isEqualTo(304);
      assertThat(again.header("ETag")).isEqualTo(etag);
      assertThat(again.raw().body()).isEmpty();
    }
    assertThat(service.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void shouldGiveAnotherTagForAnotherState() {
    Service.Response before = service.get(BOARD);
    service.streams().put(Person.with("new", "Dep 1", 1234));
    Service.Response after =
        service.get(BOARD, "If-None-Match", Objects.requireNonNull(before.header("ETag")));
    service.streams().remove("new");

    assertThat(after.status()).isEqualTo(200);
    assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
    assertThat(after.json().get("version")).isNotEqualTo(before.json().get("version"));
  }

  @Test
  void shouldAnswerHeadLikeGetWithoutTheBody() {
    Service.Response head = service.send("HEAD", BOARD, null);
    Service.Response get = service.get(BOARD);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    assertThat(head.raw().body()).isEmpty();
  }

  @Test
  void shouldCompressWithATagOfItsOwn() throws IOException {
    Service.Response plain = service.get(BOARD);
    Service.Response compressed = service.get(BOARD, "Accept-Encoding", "br, gzip;q=0.5");

    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    byte[] body =
        new GZIPInputStream(new ByteArrayInputStream(compressed.raw().body())).readAllBytes();
    assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(plain.text());
    assertThat(compressed.header("ETag")).isNotEqualTo(plain.header("ETag"));
    assertThat(
            service
                .get(BOARD, "If-None-Match", Objects.requireNonNull(compressed.header("ETag")))
                .status())
        .isEqualTo(304);
    assertThat(service.get(BOARD, "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
        .isNull();
  }

  @Test
  void shouldOnlyAskForVersionsWhileNothingChanges() {
    service.get(BOARD + "?sport=Run");
    int pages = service.streams().asked("page");
    int versions = service.streams().asked("version");

    service.get(BOARD + "?sport=Run");

    assertThat(service.streams().asked("page")).isEqualTo(pages);
    assertThat(service.streams().asked("version")).isGreaterThan(versions);
  }

  @Test
  void shouldAskNothingAtAllWithinAMoment() {
    FakeStreams streams = RankingPagesTest.company(FakeStreams.start(4, 2), 60);
    try (Service sharing = Service.start(streams, Map.of("query.answer.fresh", "1s"))) {
      String body = sharing.get(BOARD).text();
      int versions = streams.asked("version");
      int pages = streams.asked("page");

      assertThat(sharing.get(BOARD).text()).isEqualTo(body);

      assertThat(streams.asked("page")).isEqualTo(pages);
      assertThat(streams.asked("version")).isEqualTo(versions);
    }
  }

  @Test
  void shouldGiveTheSameBodyWhateverTheInstances() {
    try (Service other = Service.start(RankingPagesTest.company(FakeStreams.start(4, 1), 60))) {
      for (String path : new String[] {BOARD + "?limit=5", "/api/v1/totals"}) {
        assertThat(other.get(path).text().replaceAll("\"asOf\":\"[^\"]*\"", ""))
            .isEqualTo(service.get(path).text().replaceAll("\"asOf\":\"[^\"]*\"", ""));
      }
    }
  }
}
