package io.stridelake.avro;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the serde, under Confluent's keys where Confluent has one.
 *
 * @param registries addresses of one registry, tried in turn; at least one
 * @param autoRegister whether a writer registers its schema or insists that it is there
 * @param specificReader whether readers give generated classes rather than generic records
 * @param valueType the generated class that readers give, or null for the one of the writer's name
 * @param authorization value of the header that registries are sent, or null for none
 * @param connectTimeout for one connection
 * @param requestTimeout for one answer
 * @param patience how long an unreachable registry is asked again
 */
record AvroConfig(
    List<URI> registries,
    boolean autoRegister,
    boolean specificReader,
    @Nullable String valueType,
    @Nullable String authorization,
    Duration connectTimeout,
    Duration requestTimeout,
    Duration patience) {
  static final String REGISTRY_URL = "schema.registry.url";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String USE_LATEST = "use.latest.version";
  static final String SPECIFIC_READER = "specific.avro.reader";
  static final String VALUE_TYPE = "specific.avro.value.type";
  static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  static final String USER_INFO = "basic.auth.user.info";
  static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
  static final String READ_TIMEOUT = "http.read.timeout.ms";
  static final String PATIENCE = "stridelake.registry.patience.ms";

  private static final long DEFAULT_CONNECT_MILLIS = 5_000;
  private static final long DEFAULT_READ_MILLIS = 10_000;
  private static final long DEFAULT_PATIENCE_MILLIS = 60_000;

  AvroConfig {
    registries = List.copyOf(registries);
    if (registries.isEmpty()) {
      throw new ConfigException(REGISTRY_URL, registries, "expected one address or more");
    }
  }

  static AvroConfig of(Map<String, ?> settings) {
    if (flag(settings, USE_LATEST, false)) {
      throw new ConfigException(
          USE_LATEST,
          true,
          "not supported by this serde: values have the schema they were made of");
    }
    List<URI> registries = registries(settings.get(REGISTRY_URL));
    return new AvroConfig(
        registries,
        flag(settings, AUTO_REGISTER, true),
        flag(settings, SPECIFIC_READER, true),
        text(settings, VALUE_TYPE),
        authorization(settings, registries),
        millis(settings, CONNECT_TIMEOUT, DEFAULT_CONNECT_MILLIS),
        millis(settings, READ_TIMEOUT, DEFAULT_READ_MILLIS),
        millis(settings, PATIENCE, DEFAULT_PATIENCE_MILLIS));
  }

  private static List<URI> registries(@Nullable Object value) {
    List<?> parts =
        switch (value) {
          case null -> List.of();
          case List<?> list -> list;
          default -> Arrays.asList(value.toString().split(","));
        };
    return parts.stream()
        .map(part -> part.toString().strip())
        .filter(part -> !part.isEmpty())
        .map(part -> part.endsWith("/") ? part.substring(0, part.length() - 1) : part)
        .map(AvroConfig::address)
        .toList();
  }

  private static URI address(String text) {
    URI address;
    try {
      address = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(REGISTRY_URL, text, "not an address");
    }
    if (address.getHost() == null) {
      throw new ConfigException(REGISTRY_URL, text, "expected http://host:port");
    }
    return address;
  }

  private static @Nullable String authorization(Map<String, ?> settings, List<URI> registries) {
    String source = text(settings, CREDENTIALS_SOURCE);
    String userInfo =
        switch (source == null ? "URL" : source) {
          case "USER_INFO" -> text(settings, USER_INFO);
          case "URL" -> registries.isEmpty() ? null : registries.getFirst().getUserInfo();
          default ->
              throw new ConfigException(CREDENTIALS_SOURCE, source, "expected USER_INFO or URL");
        };
    return userInfo == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean flag(Map<String, ?> settings, String key, boolean otherwise) {
    String text = text(settings, key);
    return switch (text) {
      case null -> otherwise;
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException(key, text, "expected true or false");
    };
  }

  private static Duration millis(Map<String, ?> settings, String key, long otherwise) {
    String text = text(settings, key);
    if (text == null) {
      return Duration.ofMillis(otherwise);
    }
    try {
      long millis = Long.parseLong(text);
      if (millis > 0) {
        return Duration.ofMillis(millis);
      }
      throw new ConfigException(key, text, "expected milliseconds above 0");
    } catch (NumberFormatException e) {
      throw new ConfigException(key, text, "expected milliseconds");
    }
  }

  private static @Nullable String text(Map<String, ?> settings, String key) {
    Object value = settings.get(key);
    return value == null ? null : value.toString().strip();
  }
}
