package io.stridelake.simulator.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Edit;
import io.stridelake.simulator.company.Flag;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActivityEventsTest {
  private static final Set<String> READ = Set.of("read", "activity:read");
  private static final Set<String> READ_ALL = Set.of("activity:read_all");
  private static final Edit TITLE_AND_SPORT =
      new Edit("Messy", "Ride", null, null, null, null, null);

  @Test
  void shouldTellSeveralUpdatesInOneEvent() {
    List<PushEvent> events = edited(activity(100), TITLE_AND_SPORT, READ);

    assertThat(events).hasSize(1);
    assertThat(events.get(0).updates()).isEqualTo(Map.of("title", "Messy", "type", "Ride"));
  }

  @Test
  void shouldTellOneSaveInSeveralEventsNowAndThen() {
    List<PushEvent> events = edited(activity(99), TITLE_AND_SPORT, READ);

    assertThat(events)
        .extracting(PushEvent::updates)
        .containsExactly(Map.of("title", "Messy"), Map.of("type", "Ride"));
  }

  @Test
  void shouldBeSilentAboutACorrectedDistance() {
    assertThat(edited(activity(100), Edit.distance(BigDecimal.TEN), READ)).isEmpty();
  }

  @Test
  void shouldTellOfPrivacyByScopes() {
    Activity open = activity(100);
    Activity hidden = Edit.privacy(true).applyTo(open);

    assertThat(edited(open, Edit.privacy(true), READ_ALL).get(0).updates())
        .isEqualTo(Map.of("private", "true"));
    assertThat(aspects(edited(open, Edit.privacy(true), READ))).containsExactly("delete");
    assertThat(aspects(edited(hidden, Edit.privacy(false), READ))).containsExactly("create");
    assertThat(edited(hidden, Edit.title("unseen"), READ)).isEmpty();
    assertThat(ActivityEvents.of(null, hidden, READ, 1)).isEmpty();
    assertThat(ActivityEvents.of(hidden, hidden.asDeleted(), READ, 1)).isEmpty();
  }

  @Test
  void shouldTellNothingWithoutAnAuthorisation() {
    assertThat(ActivityEvents.of(null, activity(100), Set.of(), 1)).isEmpty();
  }

  private static List<PushEvent> edited(Activity before, Edit edit, Set<String> scopes) {
    return ActivityEvents.of(before, edit.applyTo(before), scopes, 1);
  }

  private static List<String> aspects(List<PushEvent> events) {
    return events.stream().map(PushEvent::aspectType).toList();
  }

  private static Activity activity(long id) {
    Set<Flag> none = Set.of();
    return new Activity(
        id,
        7,
        "Morning Run",
        "Run",
        ZoneOffset.UTC,
        Instant.EPOCH,
        BigDecimal.ONE,
        BigDecimal.ZERO,
        60,
        60,
        none,
        Instant.EPOCH,
        false);
  }
}
