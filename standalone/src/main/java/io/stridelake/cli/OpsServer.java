package io.stridelake.cli;

import io.stridelake.standalone.FolderLock;
import io.stridelake.standalone.Mode;
import io.stridelake.standalone.Ports;
import io.stridelake.standalone.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The server that ops commands talk to, as options say. */
final class OpsServer {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Set<String> SCHEMES = Set.of("http", "https");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The query service; default: the local one.")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The admin token; default: the local one.")
  private @Nullable String token;

  /**
   * Calls it.
   *
   * @throws Unreachable if nobody answers
   * @throws Refused if the token is not accepted
   */
  HttpResponse<String> call(String method, String path, String contentType, BodyPublisher body) {
    return call(method, path, contentType, body, TIMEOUT);
  }

  /**
   * Calls it, and waits for so long.
   *
   * @throws Unreachable if nobody answers
   * @throws Refused if the token is not accepted
   */
  HttpResponse<String> call(
      String method, String path, String contentType, BodyPublisher body, Duration patience) {
    URI address = address(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("Content-Type", contentType)
            .header("Accept", "application/json")
            .method(method, body);
    token().ifPresent(text -> request.header("Authorization", "Bearer " + printable(text)));
    HttpResponse<String> response = send(address, request.build());
    return switch (response.statusCode()) {
      case 401, 403 ->
          throw new Refused(
              "the server at %s does not accept the token: give the right one by --token or STRIDE_ADMIN_TOKEN"
                  .formatted(address.getAuthority()));
      case 502, 503, 504 ->
          throw new Unreachable(
              "the server at %s cannot answer now: %s"
                  .formatted(address.getAuthority(), response.body()),
              new IOException("status " + response.statusCode()));
      default -> response;
    };
  }

  private static HttpResponse<String> send(URI address, HttpRequest request) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new Unreachable(
          "no server answers at %s: is it running? (--url names another)"
              .formatted(address.getAuthority()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted", e);
    }
  }

  private URI address(String path) {
    String base = url == null ? "http://127.0.0.1:" + Ports.Part.PAGE.port(System.getenv()) : url;
    try {
      URI server = URI.create(base);
      if (server.getHost() != null && SCHEMES.contains(server.getScheme())) {
        return URI.create(
            (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
      }
    } catch (IllegalArgumentException e) {
      throw new Unreachable("'" + base + "' is not an address (expected http://host:port)", e);
    }
    throw new Unreachable(
        "'" + base + "' is not an address (expected http://host:port)",
        new IOException("no address of HTTP"));
  }

  /** What was given, else the variable's, else that of the data folder in use, else of any. */
  private Optional<String> token() {
    if (token != null) {
      return Optional.of(token);
    }
    String given = System.getenv().getOrDefault(Secrets.ADMIN_VARIABLE, "").strip();
    return given.isEmpty() ? localToken() : Optional.of(given);
  }

  private static Optional<String> localToken() {
    return Stream.of(Mode.values())
        .flatMap(mode -> Stream.of(Home.data(mode), Home.usual(mode)))
        .filter(folder -> Files.isReadable(folder.resolve(Secrets.ADMIN_FILE)))
        .sorted((one, other) -> Boolean.compare(FolderLock.isHeld(other), FolderLock.isHeld(one)))
        .findFirst()
        .map(OpsServer::read);
  }

  /** A token that HTTP can carry; its text is not repeated. */
  private static String printable(String token) {
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new Refused("the token is not one word of ASCII: give the right one by --token");
    }
    return token;
  }

  private static String read(Path folder) {
    try {
      return Files.readString(folder.resolve(Secrets.ADMIN_FILE)).strip();
    } catch (IOException e) {
      throw new Refused("the admin token of " + folder + " cannot be read: " + e);
    }
  }
}
