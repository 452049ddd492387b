package io.stridelake.generation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a generation is derived from. */
public enum Source {
  /** The catalogue that the active generation reads: the rules changed. */
  CATALOGUE,
  /** The lake, by a catalogue of its own: the readers changed. */
  LAKE;

  /** Its name outside: {@code catalogue | lake}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The source of that name outside. */
  public static Optional<Source> of(String code) {
    return Arrays.stream(values()).filter(source -> source.code().equals(code)).findFirst();
  }
}
