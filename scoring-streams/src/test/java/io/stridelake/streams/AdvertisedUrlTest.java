package io.stridelake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AdvertisedUrlTest {
  private static final String NAME = "stridelake.streams.advertised-url";

  @Test
  void shouldAdvertiseItsOwnPort() {
    assertThat(advertised(Map.of("STRIDE_STREAMS_PORT", "9123"), Map.of()))
        .isEqualTo("http://127.0.0.1:9123");
    assertThat(advertised(Map.of(), Map.of())).isEqualTo("http://127.0.0.1:8082");
  }

  @Test
  void shouldAdvertiseWhatIsGiven() {
    Map<String, String> environment =
        Map.of("STRIDE_STREAMS_ADVERTISED_URL", "http://streams-0:80");
    assertThat(advertised(environment, Map.of())).isEqualTo("http://streams-0:80");
    assertThat(advertised(environment, Map.of(NAME, "http://streams-1:80")))
        .isEqualTo("http://streams-1:80");
  }

  private static @Nullable String advertised(
      Map<String, String> environment, Map<String, Object> overrides) {
    Map<String, Object> properties = new HashMap<>(environment);
    properties.putAll(StreamsService.properties(overrides, environment));
    properties.remove("stridelake.service"); // the properties alone, without the beans
    try (ApplicationContext context =
        ApplicationContext.builder()
            .packages("none")
            .deduceEnvironment(false)
            .properties(properties)
            .start()) {
      return context.getProperty(NAME, String.class).orElse(null);
    }
  }
}
