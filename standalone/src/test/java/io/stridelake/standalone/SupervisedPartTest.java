package io.stridelake.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stridelake.streams.RestartPauses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class SupervisedPartTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofDays(1);

  private final List<String> events = new CopyOnWriteArrayList<>();
  private volatile Optional<String> death = Optional.empty();
  private volatile boolean startable = true;

  @Test
  void shouldStartAnewWhatHasDied() throws Exception {
    try (SupervisedPart part = part(SHORT)) {
      part.start();
      death = Optional.of("a bug");
      await().until(() -> events.size() >= 3);
    }

    assertThat(events.subList(0, 3)).containsExactly("started", "closed", "started");
    assertThat(events.getLast()).isEqualTo("closed");
  }

  @Test
  void shouldTryAgainWhenItDoesNotStart() throws Exception {
    try (SupervisedPart part = part(SHORT)) {
      part.start();
      startable = false;
      death = Optional.of("a bug");
      await().until(() -> events.stream().filter("refused"::equals).count() >= 3);
      startable = true;
      await().until(() -> events.getLast().equals("started"));
    }

    assertThat(events).startsWith("started", "closed", "refused", "refused", "refused");
    assertThat(events.getLast()).isEqualTo("closed");
  }

  @Test
  void shouldLetTheDeadAnswerWhileItWaits() throws Exception {
    SupervisedPart part = part(LONG);
    part.start();
    death = Optional.of("a bug");
    await()
        .until(
            () ->
                Thread.getAllStackTraces().entrySet().stream()
                    .anyMatch(
                        one ->
                            one.getKey().getName().equals("supervise-part")
                                && List.of(one.getValue()).toString().contains("startAnew")));

    assertThat(events).containsExactly("started");

    part.close();
    assertThat(events).containsExactly("started", "closed");
  }

  @Test
  void shouldNotTryAFirstStartAgain() throws Exception {
    startable = false;
    try (SupervisedPart part = part(SHORT)) {
      assertThatThrownBy(part::start).hasMessage("does not start");
    }
    assertThat(events).containsExactly("refused");
  }

  private SupervisedPart part(Duration pause) {
    return new SupervisedPart(
        "part", this::run, new RestartPauses(pause, pause, LONG, System::nanoTime));
  }

  private SupervisedPart.Run run() {
    if (!startable) {
      events.add("refused");
      throw new IllegalStateException("does not start");
    }
    events.add("started");
    death = Optional.empty();
    return new SupervisedPart.Run(() -> events.add("closed"), () -> death);
  }
}
