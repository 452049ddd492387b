package io.stridelake.simulator.oauth;

import io.micronaut.http.HttpParameters;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of a call, wherever the client put them: address, form or JSON. */
public final class Parameters {
  private final Map<String, String> values = new HashMap<>();

  private Parameters() {}

  /** Reads a body by what it looks like; one that is neither a form nor JSON has no parameters. */
  public static Parameters of(HttpParameters query, @Nullable String body, JsonMapper mapper) {
    Parameters parameters = new Parameters();
    query.names().forEach(name -> parameters.put(name, query.get(name)));
    if (body != null && body.stripLeading().startsWith("{")) {
      parameters.json(body, mapper);
    } else if (body != null) {
      parameters.form(body);
    }
    return parameters;
  }

  /** The value, or an empty text when there is none. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  private void json(String body, JsonMapper mapper) {
    try {
      if (mapper.readValue(body, Map.class) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> put(String.valueOf(name), value));
      }
    } catch (IOException e) {
      values.clear();
    }
  }

  private void form(String body) {
    for (String pair : body.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
  }

  private void put(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, String.valueOf(value));
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
