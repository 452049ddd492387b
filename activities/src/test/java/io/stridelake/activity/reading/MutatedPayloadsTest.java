package io.stridelake.activity.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes are, reading ends soon and with an answer. */
class MutatedPayloadsTest {
  private static final int ROUNDS = Boolean.getBoolean("stride.soak") ? 100_000 : 10_000;
  private static final long SEED = 20261122;

  /** No measurement, for the cores are shared; a reading takes less than a millisecond. */
  private static final Duration HANGS = Duration.ofSeconds(20);

  private static final List<String> SAMPLES =
      List.of("evening-walk-summary.json", "gravel-ride-detailed.json", "manual-workout-2014.json");
  private static final byte[] SPICE =
      "{}[]\",:0-+eE.\\u\0\t/tfn9 \u00ff".getBytes(StandardCharsets.UTF_8);

  @Test
  @Timeout(60)
  void shouldAnswerWhateverTheBytesAre() throws IOException {
    Random random = new Random(SEED);
    ActivityReaders readers = ActivityReaders.standard();
    for (int i = 0; i < ROUNDS; i++) {
      byte[] payload = mutated(sample(SAMPLES.get(i % SAMPLES.size())), random);
      long start = System.nanoTime();

      Reading reading = readers.read("strava", "activity", "120005", payload);
      JsonElements.field(payload, "id");

      assertThat(reading).as("seed %d, round %d", SEED, i).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HANGS);
    }
  }

  @Test
  @Timeout(60)
  void shouldCutOrRefuseWhateverTheBytesAre() throws IOException {
    Random random = new Random(SEED);
    byte[] element = sample(SAMPLES.getFirst());
    byte[] page =
        ("["
                + new String(element, StandardCharsets.UTF_8)
                + ", 7 ,\"a]\\\"\", "
                + new String(element, StandardCharsets.UTF_8)
                + "]")
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] payload = mutated(page, random);
      try {
        JsonElements.cut(payload).forEach(part -> assertThat(part).isNotEmpty());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("page");
      }
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean() ? (byte) random.nextInt(256) : SPICE[random.nextInt(SPICE.length)];
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = MutatedPayloadsTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }
}
