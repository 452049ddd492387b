package io.stridelake.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.fake.FakeStreams;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void shouldShowTheActiveRulesAndThePage() {
    try (Service service = Service.start(FakeStreams.start(2, 1))) {
      Service.Response rules = service.get("/api/v1/rules");
      assertThat(rules.status()).isEqualTo(200);
      assertThat(rules.header("ETag")).isNotNull();
      assertThat(rules.text())
          .contains("\"ruleSet\":\"2026-11\"")
          .contains("{\"id\":\"ten-thousand-km\",\"text\":\"Athletes by kilometres")
          .contains(
              "\"of\":\"athletes\",\"metric\":\"km\",\"at_least\":10000,\"periods\":[\"all\"]");

      Service.Response page = service.get("/", "Accept", "text/html");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
      assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self'");
      String script = page.text().replaceAll("(?s).*src=\"(/assets/[^\"]+)\".*", "$1");
      Service.Response asset = service.get(script);
      assertThat(asset.status()).as(script).isEqualTo(200);
      assertThat(asset.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
      assertThat(asset.header("Cache-Control")).contains("immutable");
      assertThat(service.get("/favicon.svg").header("Content-Type")).isEqualTo("image/svg+xml");
      assertThat(service.get("/index.html").status()).isEqualTo(200);
    }
  }
}
