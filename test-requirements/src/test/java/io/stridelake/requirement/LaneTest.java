package io.stridelake.requirement;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LaneTest {
  @Test
  void shouldRefuseAnUntaggedTest() {
    assertThatIllegalStateException()
        .isThrownBy(Lane::requireBrokerTag)
        .withMessageContaining("@Tag(Lane.BROKER)");
  }

  @Test
  void shouldAllowATaggedTest() {
    assertThatCode(Tagged::start).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseATestOfAnotherTag() {
    assertThatIllegalStateException().isThrownBy(Other::start);
  }

  @Test
  void shouldAllowWhatIsNoTest() {
    assertThatCode(() -> CompletableFuture.runAsync(Lane::requireBrokerTag).join())
        .doesNotThrowAnyException();
  }

  /** Stands for a test class, whose method is on the stack. */
  @Tag("slow")
  @Tag(Lane.BROKER)
  private static final class Tagged {
    static void start() {
      Lane.requireBrokerTag();
    }
  }

  @Tag("slow")
  private static final class Other {
    static void start() {
      Lane.requireBrokerTag();
    }
  }
}
