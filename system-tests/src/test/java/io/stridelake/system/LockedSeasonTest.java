package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stridelake.requirement.Lane;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Oracle.Filter;
import io.stridelake.system.oracle.OracleBoard;
import io.stridelake.system.oracle.Stretch;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A locked season says for ever what it said when it was locked, on every board. */
@Order(4)
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@ExtendWith(CompanyYear.Teller.class)
@Tag(Lane.INSTALLATION)
final class LockedSeasonTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Stretch SPRING = Stretch.SPRING;

  @Test
  void shouldSayTheSameAfterPeopleMoved(CompanyYear year) throws InterruptedException {
    // given
    year.awaitCaughtUp();
    Installation installation = year.installation;
    Map<String, JsonNode> before = answers(installation);
    assertThat(before).hasSizeGreaterThan(3);
    before.forEach((path, page) -> assertThat(locked(page)).as(path).isFalse());

    // when
    // Somebody of the roster never connected, so that events of theirs may wait for seven days.
    String path = "/admin/seasons/" + SPRING.id() + "/lock?evenSo=true";
    installation
        .await("the season is locked", PATIENCE)
        .until(() -> post(installation, path).status() == 200);
    Http.Answer lock = post(installation, path).expect(200);

    // then
    assertThat(lock.json().get("locked").asBoolean()).isTrue();
    compare(before, answers(installation));

    // and after others were put into departments of the season's days
    JsonNode live = departments(installation);
    installation.putRoster(year.move(List.of(15, 16, 17), "Legal", LocalDate.parse("2026-03-01")));
    installation
        .await("the move is seen", PATIENCE)
        .until(() -> !departments(installation).equals(live));
    compare(before, answers(installation));
    System.out.println("Locked season: " + before.size() + " answers equal after people moved");
  }

  private static void compare(Map<String, JsonNode> before, Map<String, JsonNode> after) {
    Differences differences = new Differences();
    before.forEach(
        (path, page) -> {
          JsonNode now = Objects.requireNonNull(after.get(path), path);
          differences.compare(path + " locked", locked(now), true);
          differences.compare(path, content(now), content(page));
        });
    differences.assertNone();
  }

  private static boolean locked(JsonNode page) {
    return page.get("period").get("locked").asBoolean();
  }

  /** What is said, apart from its name and from being locked. */
  private static String content(JsonNode page) {
    ObjectNode content = page.deepCopy();
    content.remove(List.of("version", "next", "previous"));
    ((ObjectNode) content.get("period")).remove("locked");
    return content.toString();
  }

  private static Map<String, JsonNode> answers(Installation installation) {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (OracleBoard board : OracleBoard.BOARDS) {
      if (board.has(SPRING)) {
        add(installation, Comparison.path(board, SPRING, Filter.NONE, 100), answers);
      }
    }
    add(installation, "/totals?" + SPRING.query(), answers);
    return answers;
  }

  private static void add(Installation installation, String path, Map<String, JsonNode> answers) {
    installation
        .await(path, PATIENCE)
        .until(
            () -> {
              Http.Answer answer = installation.http().get(installation.api(path));
              if (answer.status() == 200) {
                answers.put(path, answer.json());
              }
              return answer.status() == 200;
            });
  }

  private static JsonNode departments(Installation installation) {
    return installation
        .http()
        .get(installation.api("/rankings/departments?limit=100"))
        .expect(200)
        .json()
        .get("entries");
  }

  private static Http.Answer post(Installation installation, String path) {
    return installation
        .http()
        .send(
            "POST",
            installation.api("").replace("/api/v1", "") + path,
            new byte[0],
            "Authorization",
            "Bearer " + Installation.ADMIN);
  }
}
