package io.stridelake.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stridelake.registry.SchemaStore.Version;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The part of Confluent's registry API that serializers and people use. */
final class RegistryRoutes {
  private static final JsonMapper JSON = new JsonMapper();

  private final SchemaStore store;

  RegistryRoutes(SchemaStore store) {
    this.store = store;
  }

  /**
   * Answers a request.
   *
   * @param path decoded segments
   * @param body of the request; an empty object if there was none
   * @throws RegistryError if it is refused
   */
  JsonNode answer(String method, List<String> path, JsonNode body) {
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "" -> only("GET", method, JSON.createObjectNode());
      case "subjects" -> subjects(method, path, body);
      case "schemas" -> schemas(method, path);
      case "config" -> config(method, path, body);
      case "compatibility" -> compatibility(method, path, body);
      default -> throw RegistryError.pathNotFound();
    };
  }

  private JsonNode subjects(String method, List<String> path, JsonNode body) {
    String subject = path.size() > 1 ? path.get(1) : "";
    String form = shape(path, 2, "versions");
    return switch (method + " " + form) {
      case "GET subjects" -> strings(store.subjects());
      case "POST subjects/*" -> lookup(subject, schema(body));
      case "POST subjects/*/versions" -> {
        Version version = store.register(subject, schema(body));
        yield JSON.createObjectNode().put("id", version.id());
      }
      case "GET subjects/*/versions" -> {
        ArrayNode numbers = JSON.createArrayNode();
        existing(subject).forEach(version -> numbers.add(version.version()));
        yield numbers;
      }
      case "GET subjects/*/versions/*" -> json(version(subject, path.get(3)));
      case "GET subjects/*/versions/*/schema" -> text(version(subject, path.get(3)).schema());
      default -> throw refused(form);
    };
  }

  private JsonNode schemas(String method, List<String> path) {
    if (path.equals(List.of("schemas", "types"))) {
      return only("GET", method, strings(List.of("AVRO")));
    }
    if (path.size() < 3 || !path.get(1).equals("ids")) {
      throw RegistryError.pathNotFound();
    }
    int id = number(path.get(2));
    Schema schema = store.byId(id).orElseThrow(RegistryError::schemaNotFound);
    JsonNode found =
        switch (String.join("/", path.subList(3, path.size()))) {
          case "" -> JSON.createObjectNode().put("schema", schema.toString());
          case "schema" -> text(schema);
          case "subjects" -> strings(store.versionsOf(id).stream().map(Version::subject).toList());
          case "versions" -> {
            ArrayNode versions = JSON.createArrayNode();
            for (Version each : store.versionsOf(id)) {
              versions.addObject().put("subject", each.subject()).put("version", each.version());
            }
            yield versions;
          }
          default -> throw RegistryError.pathNotFound();
        };
    return only("GET", method, found);
  }

  private JsonNode config(String method, List<String> path, JsonNode body) {
    if (path.size() > 2) {
      throw RegistryError.pathNotFound();
    }
    String subject = path.size() == 2 ? path.get(1) : null;
    return switch (method) {
      case "GET" -> JSON.createObjectNode().put("compatibilityLevel", level(subject).name());
      case "PUT" -> {
        Compatibility level = Compatibility.of(body.path("compatibility").asText());
        store.setLevel(subject, level);
        yield JSON.createObjectNode().put("compatibility", level.name());
      }
      default -> throw RegistryError.methodNotAllowed();
    };
  }

  private Compatibility level(@Nullable String subject) {
    return store
        .ownLevel(subject)
        .orElseGet(
            () -> {
              if (subject != null) {
                throw RegistryError.noConfig(subject);
              }
              return SchemaStore.DEFAULT_LEVEL;
            });
  }

  private JsonNode compatibility(String method, List<String> path, JsonNode body) {
    if (path.size() < 4
        || path.size() > 5
        || !path.get(1).equals("subjects")
        || !path.get(3).equals("versions")) {
      throw RegistryError.pathNotFound();
    }
    if (!method.equals("POST")) {
      throw RegistryError.methodNotAllowed();
    }
    String subject = path.get(2);
    List<Version> against =
        path.size() == 5 ? List.of(version(subject, path.get(4))) : store.versions(subject);
    List<String> problems =
        store.level(subject).problems(schema(body), against.stream().map(Version::schema).toList());
    ObjectNode answer = JSON.createObjectNode().put("is_compatible", problems.isEmpty());
    answer.set("messages", strings(problems));
    return answer;
  }

  private JsonNode lookup(String subject, Schema schema) {
    existing(subject);
    return json(store.find(subject, schema).orElseThrow(RegistryError::schemaNotFound));
  }

  private List<Version> existing(String subject) {
    List<Version> versions = store.versions(subject);
    if (versions.isEmpty()) {
      throw RegistryError.subjectNotFound(subject);
    }
    return versions;
  }

  private Version version(String subject, String text) {
    List<Version> versions = existing(subject);
    if (text.equals("latest") || text.equals("-1")) {
      return versions.getLast();
    }
    int wanted = versionNumber(text);
    return versions.stream()
        .filter(version -> version.version() == wanted)
        .findFirst()
        .orElseThrow(() -> RegistryError.versionNotFound(text));
  }

  private static Schema schema(JsonNode body) {
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") || !body.path("references").isEmpty()) {
      throw RegistryError.invalidSchema("only AVRO without references is supported");
    }
    try {
      return new Schema.Parser().parse(body.path("schema").asText());
    } catch (AvroRuntimeException | NullPointerException e) { // the latter for unknown names
      throw RegistryError.invalidSchema(String.valueOf(e.getMessage()));
    }
  }

  /** The path with stars for what is free: every second segment, as Confluent's paths have it. */
  private static String shape(List<String> path, int depth, String word) {
    StringBuilder form = new StringBuilder(path.getFirst());
    for (int i = 1; i < path.size(); i++) {
      boolean fixed = (i == depth && path.get(i).equals(word)) || i == 4;
      form.append('/').append(fixed ? path.get(i) : "*");
    }
    return form.toString();
  }

  private static RegistryError refused(String form) {
    return switch (form) {
      case "subjects",
          "subjects/*",
          "subjects/*/versions",
          "subjects/*/versions/*",
          "subjects/*/versions/*/schema" ->
          RegistryError.methodNotAllowed();
      default -> RegistryError.pathNotFound();
    };
  }

  private static JsonNode only(String allowed, String method, JsonNode answer) {
    if (!method.equals(allowed)) {
      throw RegistryError.methodNotAllowed();
    }
    return answer;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw RegistryError.pathNotFound();
    }
  }

  private static int versionNumber(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
      throw RegistryError.invalidVersion(text);
    } catch (NumberFormatException e) {
      throw RegistryError.invalidVersion(text);
    }
  }

  private static JsonNode json(Version version) {
    return JSON.createObjectNode()
        .put("subject", version.subject())
        .put("id", version.id())
        .put("version", version.version())
        .put("schema", version.schema().toString());
  }

  private static JsonNode text(Schema schema) {
    try {
      return JSON.readTree(schema.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema is always JSON", e);
    }
  }

  private static ArrayNode strings(List<String> texts) {
    ArrayNode array = JSON.createArrayNode();
    texts.forEach(array::add);
    return array;
  }
}
