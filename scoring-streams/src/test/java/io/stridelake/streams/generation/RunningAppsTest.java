package io.stridelake.streams.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.Source;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsApp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class RunningAppsTest {
  private final List<String> asked = new ArrayList<>();
  private Supplier<RuntimeException> failure = () -> new TimeoutException("Kafka is away");
  private final RunningApps apps =
      new RunningApps(
          new RunningApps.Starter() {
            @Override
            public StreamsApp catalogue(int catalogue) {
              asked.add("c" + catalogue);
              throw failure.get();
            }

            @Override
            public ServedGeneration ranking(Generation generation, StreamsApp catalogue) {
              throw new IllegalStateException("no catalogue, so nobody asks");
            }
          },
          System::nanoTime);

  private final ControlState state =
      ControlState.EMPTY
          .after(new ControlCommand.Found(0, "rules", 3), Instant.EPOCH)
          .after(new ControlCommand.Completed(1, 0), Instant.EPOCH)
          .after(new ControlCommand.Start(1, "others", Source.LAKE, 3, "1.0"), Instant.EPOCH);
  private final Generation candidate = state.candidate().orElseThrow();

  @Test
  void shouldTryAgainWhatFailedInPassing() {
    assertThatThrownBy(() -> apps.reconcile(state)).isInstanceOf(TimeoutException.class);
    assertThat(asked).as("one that cannot start hinders no other").containsExactly("c1", "c2");

    assertThatThrownBy(() -> apps.reconcile(state)).isInstanceOf(TimeoutException.class);

    assertThat(asked).containsExactly("c1", "c2", "c1", "c2");
    assertThat(apps.refusal(candidate)).isEmpty();
    assertThat(apps.failure(candidate)).isEmpty();
  }

  @Test
  void shouldSayOnceWhatThisVersionCannotRun() {
    failure = () -> new CannotRunException(true, "rule set others is not stored");

    assertThatCode(() -> apps.reconcile(state)).doesNotThrowAnyException();
    assertThatCode(() -> apps.reconcile(state)).doesNotThrowAnyException();

    assertThat(asked).containsExactly("c1", "c2");
    assertThat(apps.refusal(candidate))
        .hasValueSatisfying(why -> assertThat(why).hasMessage("rule set others is not stored"));
  }

  @Test
  void shouldStartNothingOnceItIsClosed() {
    apps.close();

    apps.reconcile(state);

    assertThat(asked).isEmpty();
  }
}
