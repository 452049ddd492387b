package io.stridelake.activity.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StravaTimeTest {
  private static final long SEED = 20261125;
  private static final String SIGNS = "0123456789/-T:;Z. +";

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T09:10:11Z, 2026-11-22T09:10:11",
    "2026-11-22T09:10:11, 2026-11-22T09:10:11",
    "2024-02-29T23:59:59Z, 2024-02-29T23:59:59",
    "2026-11-22T09:10Z, 2026-11-22T09:10",
    "2026-11-22T09:10:11.5Z, 2026-11-22T09:10:11.5",
    "2026-11-22T09:10:11+0130, 2026-11-22T07:40:11"
  })
  void shouldReadATime(String text, LocalDateTime expected) {
    assertThat(StravaTime.of(text, true)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-02-29T09:00:00Z",
        "2026-13-01T09:00:00Z",
        "2026-00-01T09:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T09:60:00Z",
        "2026-01-01T09:00:60Z",
        "2026-01-01 09:00:00Z",
        "2026-01-01T09:00:00z",
        "2026-01-01T09:00:0/Z",
        "2026-01-01T09:00:0:Z",
        "2026-01-01T09:00:00ZZ",
        "\u0662026-01-01T09:00:00"
      })
  void shouldRefuseWhatIsNone(String text) {
    assertThat(StravaTime.of(text, true)).isNull();
  }

  @Test
  void shouldReadAnyTextAsTheGeneralFormSays() {
    Random random = new Random(SEED);
    int times = 0;
    for (int i = 0; i < 100_000; i++) {
      String text = text(random);
      boolean isTrue = random.nextBoolean();

      LocalDateTime time = StravaTime.of(text, isTrue);

      assertThat(time).as(text).isEqualTo(parsed(text, isTrue));
      times += time == null ? 0 : 1;
    }
    assertThat(times).isBetween(30_000, 70_000);
  }

  private static String text(Random random) {
    StringBuilder text =
        new StringBuilder(
            "%04d-%02d-%02dT%02d:%02d:%02d%s"
                .formatted(
                    random.nextInt(10_000),
                    random.nextInt(13),
                    random.nextInt(32),
                    random.nextInt(25),
                    random.nextInt(61),
                    random.nextInt(61),
                    random.nextBoolean() ? "Z" : ""));
    if (random.nextInt(4) == 0) {
      char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
      text.setCharAt(random.nextInt(text.length()), sign);
    }
    return text.toString();
  }

  private static @Nullable LocalDateTime parsed(String text, boolean isTrue) {
    try {
      return StravaTime.parse(text, isTrue);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
