package io.stridelake.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.requirement.Lane;
import io.stridelake.system.company.SimulatedCompany;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.topics.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules change: what the preview says is what the rankings say before and afterwards. */
@Order(10)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
final class RescoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ATHLETES = 30;
  private static final List<String> BOARDS = List.of("athletes", "departments", "sports", "new");

  @Test
  void shouldShowBeforehandWhatPromotingChanges() throws Exception {
    Path dir = Workspace.fresh("rescore");
    try (SimulatedCompany strava = SimulatedCompany.start(2, Map.of());
        Installation installation =
            Installation.start(dir, strava.strava(), rules(dir, "old", "1", ""), 1)) {
      fill(installation);
      Path changed = rules(dir, "new", "0.3", "  - { id: new, of: athletes, metric: km }\n");
      post(installation, "/rule-sets", Files.readString(changed)).expect(201);
      Map<String, JsonNode> before = boards(installation);

      post(installation, "/generations", "{\"ruleSet\":\"new\"}").expect(202);
      installation
          .await("the candidate is ready", PATIENCE)
          .until(
              () ->
                  get(installation, "/generations/2").json().get("state").asText().equals("ready"));
      Map<String, Preview> previews = new TreeMap<>();
      BOARDS.forEach(board -> previews.put(board, Preview.read(installation, board)));
      assertThat(get(installation, "/generations/9/preview").status()).isEqualTo(404);
      assertThat(get(installation, "/generations/2/preview?board=none").status()).isEqualTo(404);
      assertThat(get(installation, "/generations/2/preview?cursor=x").status()).isEqualTo(400);
      assertThat(get(installation, "/generations/2/preview?limit=0").status()).isEqualTo(400);

      post(installation, "/generations/2/promote", "").expect(200);
      Map<String, JsonNode> after = boards(installation);

      BOARDS.forEach(
          board -> {
            Preview preview = Objects.requireNonNull(previews.get(board));
            assertThat(preview.before).as(board).isEqualTo(ranks(before.get(board)));
            assertThat(preview.after).as(board).isEqualTo(ranks(after.get(board)));
          });
      Preview athletes = Objects.requireNonNull(previews.get("athletes"));
      assertThat(athletes.first.get("because").get(0).get("id").asText()).isEqualTo("ride");
      assertThat(athletes.summary.get("rise").asInt()).isPositive();
      assertThat(Objects.requireNonNull(previews.get("new")).summary.get("enter").asInt())
          .isEqualTo(ATHLETES);

      post(installation, "/generations/rollback", "").expect(200);
      Map<String, JsonNode> back = boards(installation);
      BOARDS.forEach(
          board ->
              assertThat(ranks(back.get(board))).as(board).isEqualTo(ranks(before.get(board))));
      System.out.printf(
          "Rescore: %d previews equal the rankings before and after%n", BOARDS.size());
    }
  }

  /** A whole preview, page by page. */
  private record Preview(
      Map<String, String> before, Map<String, String> after, JsonNode first, JsonNode summary) {
    static Preview read(Installation installation, String board) {
      Map<String, String> before = new TreeMap<>();
      Map<String, String> after = new TreeMap<>();
      String path = "/generations/2/preview?limit=7&board=" + board;
      JsonNode first = RescoreTest.get(installation, path).expect(200).json();
      assertThat(first.get("from").asInt()).isEqualTo(1);
      assertThat(first.get("to").asInt()).isEqualTo(2);
      List<Long> moves = new ArrayList<>();
      for (JsonNode page = first; ; page = next(installation, path, page)) {
        for (JsonNode row : page.get("rows")) {
          String id = row.get("member").get("id").asText();
          add(before, id, row.get("before"));
          add(after, id, row.get("after"));
          moves.add(-Math.abs(row.get("ranks").asLong()));
        }
        if (page.get("next").isNull()) {
          break;
        }
      }
      assertThat(moves).isSorted();
      return new Preview(before, after, first.get("rows").get(0), first.get("summary"));
    }

    private static JsonNode next(Installation installation, String path, JsonNode page) {
      return RescoreTest.get(installation, path + "&cursor=" + page.get("next").asText())
          .expect(200)
          .json();
    }

    private static void add(Map<String, String> places, String id, JsonNode place) {
      if (!place.isNull()) {
        places.put(id, place.get("rank").asText() + " " + place.get("value").asText());
      }
    }
  }

  private static Map<String, String> ranks(@Nullable JsonNode page) {
    Map<String, String> ranks = new TreeMap<>();
    if (page != null) {
      page.get("entries")
          .forEach(
              row ->
                  ranks.put(
                      row.get("member").get("id").asText(),
                      row.get("rank").asText() + " " + row.get("value").asText()));
    }
    return ranks;
  }

  /** The boards that there are. */
  private static Map<String, JsonNode> boards(Installation installation) {
    Map<String, JsonNode> pages = new TreeMap<>();
    for (String board : BOARDS) {
      Http.Answer answer =
          installation.http().get(installation.api("/rankings/" + board + "?limit=100"));
      if (answer.status() != 404) {
        pages.put(board, answer.expect(200).json());
      }
    }
    return pages;
  }

  private static void fill(Installation installation) {
    StringBuilder roster = new StringBuilder("athlete,name,department,account\n");
    for (int athlete = 0; athlete < ATHLETES; athlete++) {
      roster.append("athlete-%1$d,Athlete %1$d,Department %2$d,%n".formatted(athlete, athlete % 4));
    }
    installation.putRoster(roster.toString());
    try (RawWriter lake = new RawWriter(installation.bootstrap(), new TopicCatalogue())) {
      for (int athlete = 0; athlete < ATHLETES; athlete++) {
        for (int activity = 1; activity <= 8; activity++) {
          lake.put(
              "athlete-" + athlete,
              athlete + 1L + activity * 3,
              900 + (athlete * 1_370 + activity * 911) % 4_000);
        }
      }
      lake.flush();
    }
    installation
        .await("everybody is ranked", PATIENCE)
        .until(
            () -> {
              Http.Answer all = installation.http().get(installation.api("/totals?period=all"));
              return all.status() == 200
                  && all.json().get("company").get("activities").asInt() == ATHLETES * 8;
            });
  }

  private static Path rules(Path dir, String version, String ride, String board) throws Exception {
    return Files.writeString(
        dir.resolve(version + ".yaml"),
        """
        version: %s
        rules:
          - { id: ride, sports: [Ride], points: { per: km, value: %s } }
          - { id: any, sports: ["*"], points: { per: km, value: 1 } }
        boards:
          - { id: athletes, of: athletes, metric: points }
          - { id: departments, of: departments, metric: points, value: mean }
          - { id: sports, of: sports, metric: points }
        %s"""
            .formatted(version, ride, board));
  }

  private static Http.Answer get(Installation installation, String path) {
    return installation.http().get(admin(installation) + path, "Authorization", token());
  }

  private static Http.Answer post(Installation installation, String path, String body) {
    return installation
        .http()
        .send(
            "POST",
            admin(installation) + path,
            body.getBytes(UTF_8),
            "Authorization",
            token(),
            "Content-Type",
            "application/json");
  }

  private static String admin(Installation installation) {
    return installation.api("").replace("/api/v1", "/admin");
  }

  private static String token() {
    return "Bearer " + Installation.ADMIN;
  }
}
