package io.stridelake.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.generation.ControlCommand.Found;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlStateTest {
  @Test
  void shouldServeTheGenerationThatWasFoundedFirst() {
    ControlState state =
        ControlState.of(List.of(new Found(0, "a", 2), new Found(0, "b", 2), new Found(7, "c", 2)));

    assertThat(state).isEqualTo(new ControlState(1, new Generation(1, 1, "a", 2)));
  }

  @Test
  void shouldFollowAFormerFormatByAnotherGenerationOnTheSameCatalogue() {
    ControlState state =
        ControlState.of(
            List.of(new Found(0, "a", null), new Found(1, "a", 2), new Found(1, "a", 2)));

    assertThat(state).isEqualTo(new ControlState(2, new Generation(2, 1, "a", 2)));
  }
}
