package io.stridelake.query.page;

import io.stridelake.query.answer.Answer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the page, out of {@code web/} on the class path, each read once. */
@Singleton
final class Assets {
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final String FALLBACK_TYPE = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Map<String, Answer> read = new ConcurrentHashMap<>();

  /** A file by its path below {@code web/}. */
  Optional<Answer> find(String path) {
    for (String part : path.split("/", -1)) {
      if (!SAFE.matcher(part).matches()) {
        return Optional.empty();
      }
    }
    Answer known = read.get(path);
    return known != null ? Optional.of(known) : load(path);
  }

  private Optional<Answer> load(String path) {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream("web/" + path)) {
      if (in == null || path.indexOf('.') < 0) {
        return Optional.empty();
      }
      Answer asset = Answer.file(in.readAllBytes(), type(path));
      read.put(path, asset);
      return Optional.of(asset);
    } catch (IOException e) {
      throw new UncheckedIOException("web/" + path + " cannot be read", e);
    }
  }

  private static String type(String path) {
    return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), FALLBACK_TYPE);
  }
}
