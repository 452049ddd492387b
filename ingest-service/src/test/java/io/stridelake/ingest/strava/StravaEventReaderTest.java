package io.stridelake.ingest.strava;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stridelake.requirement.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StravaEventReaderTest {
  private static final String GOOD =
      """
      {"aspect_type":"update","event_time":1516126040,"object_id":17611540601,\
      "object_type":"activity","owner_id":134815,"subscription_id":120475,\
      "updates":{"title":"Messy","private":"true"},"new_field":[{}]}""";

  @Test
  void shouldReadEventWithIdBeyond32Bits() throws MalformedEventException {
    StravaEvent event = StravaEventReader.read(GOOD.getBytes(UTF_8));

    assertThat(event)
        .isEqualTo(
            new StravaEvent(
                StravaEvent.ObjectType.ACTIVITY,
                17611540601L,
                StravaEvent.Aspect.UPDATE,
                134815,
                120475,
                Instant.ofEpochSecond(1516126040),
                Map.of("title", "Messy", "private", "true")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}",
        "{\"aspect_type\":\"update\"}",
        "nonsense",
      })
  void shouldRefuseWhatIsNoEvent(String body) {
    assertThatThrownBy(() -> StravaEventReader.read(body.getBytes(UTF_8)))
        .isInstanceOf(MalformedEventException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"object_id\":17611540601|\"object_id\":\"17611540601\"",
        "\"object_id\":17611540601|\"object_id\":1.5",
        "\"object_id\":17611540601|\"object_id\":-1",
        "\"object_id\":17611540601|\"object_id\":99999999999999999999",
        "\"object_type\":\"activity\"|\"object_type\":\"segment\"",
        "\"object_type\":\"activity\"|\"object_type\":7",
        "\"aspect_type\":\"update\"|\"aspect_type\":\"UPDATE\"",
        "\"event_time\":1516126040|\"event_time\":1516126040000000",
        "\"owner_id\":134815|\"owner_id\":null",
        "\"subscription_id\":120475|\"subscription_id\":true",
        "\"updates\":{\"title\":\"Messy\",\"private\":\"true\"}|\"updates\":[]",
        "\"new_field\":[{}]}|\"new_field\":[{}]}{}",
        "\"new_field\"|\"owner_id\"",
      })
  void shouldRefuseWrongShape(String change) {
    String[] parts = change.split("\\|", 2);
    assertThat(GOOD).contains(parts[0]);

    assertThatThrownBy(
            () -> StravaEventReader.read(GOOD.replace(parts[0], parts[1]).getBytes(UTF_8)))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void shouldRefuseMutatedBodiesWithoutAnyOtherException() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = GOOD.getBytes(UTF_8);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(StravaEventReader.read(body).ownerId()).isPositive();
      } catch (MalformedEventException e) {
        assertThat(e).hasMessageNotContainingAny("Messy");
      }
    }
  }

  @Test
  void shouldRefuseDeepNestingQuietly() {
    String deep = "{\"updates\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";

    assertThatThrownBy(() -> StravaEventReader.read(deep.getBytes(UTF_8)))
        .isInstanceOf(MalformedEventException.class);
  }

  @Test
  void shouldReadRecordedEvents() throws IOException, MalformedEventException {
    List<Path> recorded = recorded();
    assertThat(recorded).isNotEmpty();

    for (Path file : recorded) {
      StravaEvent event = StravaEventReader.read(Files.readAllBytes(file));
      assertThat(event.ownerId()).as(file.toString()).isEqualTo(134815);
      assertThat(event.saysDeauthorised())
          .isEqualTo(file.getFileName().toString().contains("deauthorize"));
    }
  }

  private static List<Path> recorded() throws IOException {
    Path folder =
        Requirement.FIXTURES.require().resolve("composed-from-official-docs/strava-webhook");
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
