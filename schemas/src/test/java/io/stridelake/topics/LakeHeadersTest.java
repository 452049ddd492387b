package io.stridelake.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LakeHeadersTest {
  private static final Instant RECEIVED = Instant.ofEpochMilli(1_763_800_000_123L);

  @ParameterizedTest
  @EnumSource(Origin.class)
  void shouldReadBackWhatItWrote(Origin origin) {
    LakeHeaders written =
        new LakeHeaders("strava", "activity", "application/json", RECEIVED, origin, "e1", true);
    Headers headers = new RecordHeaders();
    written.addTo(headers);
    assertThat(LakeHeaders.read(headers)).isEqualTo(written);
  }

  @Test
  void shouldReplaceWhatAnEarlierRecordSaid() {
    Headers headers = new RecordHeaders();
    new LakeHeaders("polar", "x", "text/csv", RECEIVED, Origin.IMPORT, "e1", true).addTo(headers);
    LakeHeaders later =
        new LakeHeaders(
            "strava", "activity", "application/json", RECEIVED, Origin.RERUN, null, false);

    later.addTo(headers);

    assertThat(LakeHeaders.read(headers)).isEqualTo(later);
  }

  @ParameterizedTest
  @ValueSource(strings = {"provider", "kind", "content-type", "received-at", "origin"})
  void shouldNameTheMissingHeader(String name) {
    Headers headers = complete();
    headers.remove(name);
    assertRefused(headers, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"received-at", "origin"})
  void shouldNameTheSenselessHeader(String name) {
    Headers headers = complete();
    headers.add(name, "tomorrow".getBytes(UTF_8));
    assertRefused(headers, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"provider", "kind", "content-type", "received-at", "origin"})
  void shouldNameTheEmptyHeader(String name) {
    Headers headers = complete();
    headers.add(name, new byte[0]);
    assertRefused(headers, name);
    headers.add(name, null);
    assertRefused(headers, name);
  }

  @Test
  void shouldTellWhenARecordWasReceived() {
    Headers headers = complete();
    headers.add(LakeHeaders.KIND, new byte[] {-1});
    headers.add(LakeHeaders.EVENT_ID, null);

    assertThat(LakeHeaders.receivedAt(headers)).isEqualTo(RECEIVED);
    assertThat(LakeHeaders.read(headers).receivedAt()).isEqualTo(RECEIVED);
  }

  private static void assertRefused(Headers headers, String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LakeHeaders.read(headers))
        .withMessageContaining(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LakeHeaders.receivedAt(headers))
        .withMessageContaining(name);
  }

  private static Headers complete() {
    Headers headers = new RecordHeaders();
    new LakeHeaders("strava", "activity", "application/json", RECEIVED, Origin.WEBHOOK, null, false)
        .addTo(headers);
    return headers;
  }
}
