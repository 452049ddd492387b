package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.fake.FakeStreams;
import io.stridelake.query.fake.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody is hidden after a season was locked. */
class HiddenMembersTest {
  private static final String BOARD = "/api/v1/rankings/athletes";
  private static final String SEASON = "?period=autumn";
  private static final String HIDDEN = "a-secret";

  private final FakeStreams streams = FakeStreams.start(3, 2);
  private final Service service = Service.start(streams);

  @BeforeEach
  void lock() {
    streams.ruleSet(
        """
        version: v1
        rules: [{ id: any, sports: ["*"], points: { per: km, value: 1 } }]
        boards: [{ id: athletes, of: athletes, metric: points }]
        seasons: [{ id: autumn, from: 2026-11-01, to: 2026-11-30 }]
        """);
    for (int points = 1; points <= 9; points++) {
      streams.put(Person.with("a-" + points, "Dep", points * 1000L));
    }
    // Equal to a-5, and behind it by id.
    streams.put(Person.with(HIDDEN, "Dep", 5000));
    streams.lock("autumn", "v1", "2026-11-01", "2026-11-30");
    refresh();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void refresh() {
    service.bean(ClusterWatch.class).refresh(Duration.ofSeconds(2));
  }

  private void hide() {
    Person shown = Person.with(HIDDEN, "Dep", 5000);
    streams.put(new Person(HIDDEN, shown.name(), "Dep", true, shown.deeds()));
  }

  @Test
  void shouldKeepThePlaceAndMoveNobody() {
    Service.Response before = service.get(BOARD + SEASON + "&limit=100");
    Object totals = service.get("/api/v1/totals" + SEASON).json().get("company");
    hide();

    Service.Response after = service.get(BOARD + SEASON + "&limit=100");

    assertThat(after.json()).containsEntry("total", before.json().get("total"));
    assertThat(after.entries()).hasSameSizeAs(before.entries());
    for (int row = 0; row < after.entries().size(); row++) {
      Map<String, Object> was = before.entries().get(row);
      Map<String, Object> is = after.entries().get(row);
      for (String field : List.of("rank", "position", "value", "points", "km")) {
        assertThat(is).containsEntry(field, was.get(field));
      }
    }
    Map<String, Object> row = after.entries().get(5);
    assertThat(String.valueOf(row.get("member"))).isEqualTo("{id=null, hidden=true}");
    assertThat(row).containsEntry("rank", 5).containsEntry("position", 6);
    assertThat(after.text()).contains("\"member\":{\"id\":null,\"hidden\":true}");
    assertThat(service.get("/api/v1/totals" + SEASON).json()).containsEntry("company", totals);
  }

  @Test
  void shouldTellNobodyWhoItIs() {
    hide();
    List<String> answers = new ArrayList<>();
    for (String path : List.of("", "/members/a-5/around", "/members/a-5")) {
      answers.add(service.get(BOARD + path + SEASON).text());
    }
    Service.Response page = service.get(BOARD + SEASON + "&limit=6");
    answers.add(page.text());
    String next = String.valueOf(page.text("next"));
    answers.add(new String(Base64.getUrlDecoder().decode(next), StandardCharsets.ISO_8859_1));
    answers.add(service.get(BOARD + SEASON + "&q=secret").text());

    assertThat(answers).noneMatch(answer -> answer.contains(HIDDEN));
    assertThat(service.get(BOARD + SEASON + "&limit=6&cursor=" + next).entries())
        .as("behind the hidden one")
        .hasSize(4);
    assertThat(service.get(BOARD + SEASON + "&q=secret").entries()).isEmpty();
  }

  @Test
  void shouldKnowNoSuchMember() {
    hide();
    String unknown = service.get(BOARD + "/members/nobody" + SEASON).text();
    Service.Response member = service.get(BOARD + "/members/" + HIDDEN + SEASON);

    assertThat(member.status()).isEqualTo(404);
    assertThat(member.text()).isEqualTo(unknown);
    assertThat(service.get(BOARD + "/members/" + HIDDEN + "/around" + SEASON).status())
        .isEqualTo(404);
  }

  @Test
  void shouldNotBeOnBoardsThatGoOn() {
    hide();
    assertThat(service.get(BOARD + "?period=all&limit=100").entries()).hasSize(9);
  }
}
