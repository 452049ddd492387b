package io.stridelake.streams.generation;

/** The version of Stridelake that runs. */
final class CodeVersion {
  private CodeVersion() {}

  /** That of the jar, or {@code development} where there is none. */
  static String own() {
    String version = CodeVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
