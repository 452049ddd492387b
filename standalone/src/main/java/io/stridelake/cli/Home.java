package io.stridelake.cli;

import io.stridelake.standalone.Mode;
import java.nio.file.Path;

/** Where things are by default. */
final class Home {
  private Home() {}

  /** The folder of {@code ./stride}, told by the script; the working folder without it. */
  static Path root() {
    return Path.of(System.getProperty("stride.home", ""));
  }

  /** The data folder of a mode: what was asked for, else the variable's, else the usual one. */
  static Path data(Mode mode) {
    String given = System.getenv().getOrDefault("STRIDE_DATA", "");
    return given.isBlank() ? usual(mode) : Path.of(given);
  }

  static Path usual(Mode mode) {
    return root().resolve(".stride").resolve(mode.text());
  }
}
