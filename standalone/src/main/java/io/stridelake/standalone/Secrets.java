package io.stridelake.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The tokens that services share. What a variable does not give is kept in the data folder.
 *
 * @param admin opens everything
 * @param service opens the lake and the services to each other
 * @param webhook the last part of the webhook's address
 */
public record Secrets(String admin, String service, String webhook) {
  /** The file with the admin token. */
  public static final String ADMIN_FILE = "admin-token";

  /** The variable that goes before that file. */
  public static final String ADMIN_VARIABLE = "STRIDE_ADMIN_TOKEN";

  private static final int BYTES = 32;

  static Secrets of(Path folder, Map<String, String> environment) throws IOException {
    return new Secrets(
        secret(environment, ADMIN_VARIABLE, folder.resolve(ADMIN_FILE)),
        secret(environment, "STRIDE_SERVICE_TOKEN", folder.resolve("service-token")),
        secret(environment, "STRIDE_STRAVA_WEBHOOK_SECRET", folder.resolve("webhook-secret")));
  }

  /** A new secret that fits into addresses and headers. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "Secrets[]";
  }

  private static String secret(Map<String, String> environment, String variable, Path file)
      throws IOException {
    String given = environment.getOrDefault(variable, "").strip();
    return given.isEmpty() ? OwnerFile.readOrCreate(file, Secrets::random) : given;
  }
}
