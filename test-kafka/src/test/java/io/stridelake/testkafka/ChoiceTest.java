package io.stridelake.testkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final Map<String, String> UNSAID = Map.of();
  private static final Map<String, String> EMBEDDED = Map.of("STRIDE_TEST_KAFKA", "embedded");
  private static final Map<String, String> CONTAINER = Map.of("STRIDE_TEST_KAFKA", "container");
  private static final Docker NO_ENGINE = new FakeDocker(false, false, false);
  private static final Docker NO_IMAGE = new FakeDocker(true, false, false);
  private static final Docker PULLS = new FakeDocker(true, false, true);
  private static final Docker HAS = new FakeDocker(true, true, false);
  private static final Choice APACHE = new Choice.Container("apache/kafka:4.3.1");

  private final List<String> told = new ArrayList<>();

  /** An engine, or none, and its image. */
  private record FakeDocker(boolean answers, boolean hasImage, boolean pulls) implements Docker {
    @Override
    public boolean has(String image) {
      return hasImage;
    }

    @Override
    public boolean pull(String image) {
      return pulls;
    }
  }

  @Test
  void shouldBeEmbeddedWithoutAnEngine() {
    assertThat(choose(UNSAID, NO_ENGINE)).isEqualTo(new Choice.Embedded());
  }

  @Test
  void shouldBeAContainerWhenAnEngineHasOrGetsTheImage() {
    assertThat(choose(UNSAID, HAS)).isEqualTo(APACHE);
    assertThat(choose(UNSAID, PULLS)).isEqualTo(APACHE);
    assertThat(choose(CONTAINER, PULLS)).isEqualTo(APACHE);
  }

  @Test
  void shouldBeEmbeddedAndSayWhyWhenTheImageIsNotToBeHad() {
    assertThat(choose(UNSAID, NO_IMAGE)).isEqualTo(new Choice.Embedded());
    assertThat(told).singleElement().asString().contains("embedded", "cannot be pulled");
  }

  @Test
  void shouldBeEmbeddedWhenAskedFor() {
    assertThat(choose(EMBEDDED, HAS)).isEqualTo(new Choice.Embedded());
  }

  @Test
  void shouldFailWhenAContainerWasAskedForAndThereCanBeNone() {
    assertThatIllegalStateException()
        .isThrownBy(() -> choose(CONTAINER, NO_ENGINE))
        .withMessageContaining("no Docker engine answers");
    assertThatIllegalStateException()
        .isThrownBy(() -> choose(CONTAINER, NO_IMAGE))
        .withMessageContaining("apache/kafka:4.3.1 is not there and cannot be pulled");
  }

  @Test
  void shouldTakeAnotherImage() {
    Map<String, String> environment = Map.of("STRIDE_TEST_KAFKA_IMAGE", "own/kafka:1");

    assertThat(choose(environment, HAS)).isEqualTo(new Choice.Container("own/kafka:1"));
  }

  @Test
  void shouldRefuseAnotherWord() {
    assertThatIllegalStateException()
        .isThrownBy(() -> choose(Map.of("STRIDE_TEST_KAFKA", "podman"), HAS))
        .withMessageContaining("'podman' (expected embedded or container)");
  }

  private Choice choose(Map<String, String> environment, Docker docker) {
    return Choice.of(environment, docker, told::add);
  }
}
