package io.stridelake.requirement;

import java.nio.file.Path;
import java.util.Locale;
import org.opentest4j.TestAbortedException;

/**
 * Something outside the project that some tests need. Where it is absent these tests are skipped
 * and say so, unless {@code STRIDE_REQUIRE} names it: then they fail.
 */
public enum Requirement {
  /** The browser: {@code STRIDE_CHROMIUM}, or one of its usual names on the PATH. */
  CHROMIUM("no Chromium (on the PATH, or STRIDE_CHROMIUM)"),

  /** Recorded answers of providers: {@code STRIDE_FIXTURES}, or {@code shared/fixtures}. */
  FIXTURES("no recorded fixtures (shared/fixtures beside the project, or STRIDE_FIXTURES)");

  private final String absence;

  Requirement(String absence) {
    this.absence = absence;
  }

  /**
   * Where it is.
   *
   * @throws org.opentest4j.TestAbortedException when it is absent: the test is skipped
   * @throws AssertionError when it is absent but required
   * @throws IllegalStateException when {@code STRIDE_REQUIRE} has a word that is none of these
   */
  public Path require() {
    try {
      return Requirements.ofThisRun().require(this);
    } catch (TestAbortedException e) {
      // Surefire prints how many were skipped, but not why.
      System.out.println(e.getMessage());
      throw e;
    }
  }

  /** Its word in {@code STRIDE_REQUIRE}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String absence() {
    return absence;
  }
}
