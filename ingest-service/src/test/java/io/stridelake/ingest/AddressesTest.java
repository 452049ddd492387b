package io.stridelake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AddressesTest {
  private static final String PUBLIC = "stridelake.ingest.connect.public-url";
  private static final String PAGE = "stridelake.ingest.connect.page-url";

  @Test
  void shouldBeLocalAtTheConfiguredPorts() {
    Map<String, String> environment = Map.of("STRIDE_INGEST_PORT", "9181", "STRIDE_PORT", "9180");
    assertThat(address(environment, PUBLIC)).isEqualTo("http://127.0.0.1:9181");
    assertThat(address(environment, PAGE)).isEqualTo("http://127.0.0.1:9180/");
    assertThat(address(Map.of(), PUBLIC)).isEqualTo("http://127.0.0.1:8081");
    assertThat(address(Map.of("STRIDE_PUBLIC_URL", ""), PAGE)).isEqualTo("http://127.0.0.1:8080/");
  }

  @Test
  void shouldBeWhatIsGiven() {
    Map<String, String> environment = Map.of("STRIDE_PUBLIC_URL", "https://in.example.org");
    assertThat(address(environment, PUBLIC)).isEqualTo("https://in.example.org");
  }

  private static @Nullable String address(Map<String, String> environment, String name) {
    Map<String, Object> properties = new HashMap<>(environment);
    properties.putAll(IngestService.addresses(environment));
    try (ApplicationContext context =
        ApplicationContext.builder()
            .packages("none")
            .deduceEnvironment(false)
            .properties(properties)
            .start()) {
      return context.getProperty(name, String.class).orElse(null);
    }
  }
}
