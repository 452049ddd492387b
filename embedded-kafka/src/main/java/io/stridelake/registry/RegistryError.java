package io.stridelake.registry;

import org.jspecify.annotations.Nullable;

/** What the registry refuses, with Confluent's codes. */
final class RegistryError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  private RegistryError(int code, String message) {
    super(message);
    this.code = code;
  }

  static RegistryError subjectNotFound(String subject) {
    return new RegistryError(40401, "Subject '" + subject + "' not found.");
  }

  static RegistryError versionNotFound(String version) {
    return new RegistryError(40402, "Version " + version + " not found.");
  }

  static RegistryError schemaNotFound() {
    return new RegistryError(40403, "Schema not found.");
  }

  static RegistryError noConfig(String subject) {
    return new RegistryError(
        40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryError pathNotFound() {
    return new RegistryError(404, "HTTP 404 Not Found");
  }

  static RegistryError methodNotAllowed() {
    return new RegistryError(405, "HTTP 405 Method Not Allowed");
  }

  static RegistryError incompatible(String subject, String why) {
    return new RegistryError(
        409,
        "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: %s"
            .formatted(subject, why));
  }

  static RegistryError tooLarge() {
    return new RegistryError(413, "HTTP 413 Request Entity Too Large");
  }

  static RegistryError badRequest(String why) {
    return new RegistryError(400, why);
  }

  static RegistryError invalidSchema(String why) {
    return new RegistryError(42201, "Invalid schema: " + why);
  }

  static RegistryError invalidVersion(String version) {
    return new RegistryError(
        42202,
        "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
            .formatted(version));
  }

  static RegistryError invalidCompatibility(String level) {
    return new RegistryError(42203, "Invalid compatibility level: " + level);
  }

  static RegistryError storeFailed(@Nullable Throwable cause) {
    RegistryError error = new RegistryError(50001, "Error in the backend data store");
    error.initCause(cause);
    return error;
  }

  /** Confluent's code. */
  int code() {
    return code;
  }

  /** The HTTP status, which is how the code begins. */
  int status() {
    return code < 1000 ? code : code / 100;
  }
}
