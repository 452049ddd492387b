package io.stridelake.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Subjects, their versions, ids and compatibility levels: what the log says, folded in order. A
 * schema's text has one id, whatever its subjects.
 */
final class SchemaStore implements AutoCloseable {
  /** The level of a registry that was told nothing, as Confluent's. */
  static final Compatibility DEFAULT_LEVEL = Compatibility.BACKWARD;

  private static final JsonMapper JSON = new JsonMapper();
  private static final String GLOBAL = "";

  private final Map<String, List<Version>> subjects = new TreeMap<>();
  private final Map<Integer, Schema> byId = new TreeMap<>();
  private final Map<String, Integer> idByText = new TreeMap<>();
  private final Map<String, Compatibility> levels = new TreeMap<>();
  private final SchemaLog log;

  /** One version of a subject. */
  record Version(String subject, int version, int id, Schema schema) {}

  SchemaStore(String bootstrapServers) {
    log = new SchemaLog(bootstrapServers, this::onRecord);
  }

  /** All subjects in order. */
  synchronized List<String> subjects() {
    log.catchUp();
    return List.copyOf(subjects.keySet());
  }

  /** The versions of a subject, oldest first; empty if it is unknown. */
  synchronized List<Version> versions(String subject) {
    if (!subjects.containsKey(subject)) {
      log.catchUp();
    }
    return List.copyOf(subjects.getOrDefault(subject, List.of()));
  }

  /** The version of the subject that has this schema. */
  synchronized Optional<Version> find(String subject, Schema schema) {
    Optional<Version> found = known(subject, schema);
    if (found.isEmpty()) {
      log.catchUp();
      found = known(subject, schema);
    }
    return found;
  }

  /** The schema with the id. */
  synchronized Optional<Schema> byId(int id) {
    if (!byId.containsKey(id)) {
      log.catchUp();
    }
    return Optional.ofNullable(byId.get(id));
  }

  /** The versions, of any subject, that have the id. */
  synchronized List<Version> versionsOf(int id) {
    log.catchUp();
    return subjects.values().stream()
        .flatMap(List::stream)
        .filter(version -> version.id() == id)
        .toList();
  }

  /**
   * Registers a schema, unless the subject has it already.
   *
   * @throws RegistryError if it is incompatible or the log cannot be written
   */
  synchronized Version register(String subject, Schema schema) {
    Optional<Version> known = known(subject, schema);
    return known.isPresent()
        ? known.get()
        : write(() -> known(subject, schema).orElseGet(() -> append(subject, schema)));
  }

  /** The level of the subject itself, or of the registry if the subject is null. */
  synchronized Optional<Compatibility> ownLevel(@Nullable String subject) {
    log.catchUp();
    return Optional.ofNullable(levels.get(subject == null ? GLOBAL : subject));
  }

  /** The level that counts for the subject. */
  synchronized Compatibility level(String subject) {
    return levels.getOrDefault(subject, levels.getOrDefault(GLOBAL, DEFAULT_LEVEL));
  }

  /** Sets the level of a subject, or of the registry if the subject is null. */
  synchronized void setLevel(@Nullable String subject, Compatibility level) {
    ObjectNode key = key("CONFIG").put("subject", subject == null ? GLOBAL : subject);
    ObjectNode value = JSON.createObjectNode().put("compatibilityLevel", level.name());
    write(
        () -> {
          log.append(key.toString(), value.toString());
          return level;
        });
  }

  @Override
  public void close() {
    log.close();
  }

  private Optional<Version> known(String subject, Schema schema) {
    String text = schema.toString();
    return subjects.getOrDefault(subject, List.of()).stream()
        .filter(version -> version.schema().toString().equals(text))
        .findFirst();
  }

  private Version append(String subject, Schema schema) {
    List<Version> earlier = subjects.getOrDefault(subject, List.of());
    List<String> problems =
        level(subject).problems(schema, earlier.stream().map(Version::schema).toList());
    if (!problems.isEmpty()) {
      throw RegistryError.incompatible(subject, String.join("; ", problems));
    }
    Integer id = idByText.get(schema.toString());
    int newest = byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
    ObjectNode key = key("SCHEMA").put("subject", subject).put("version", earlier.size() + 1);
    ObjectNode value =
        JSON.createObjectNode()
            .put("id", id == null ? newest + 1 : id)
            .put("schema", schema.toString());
    log.append(key.toString(), value.toString());
    return known(subject, schema).orElseThrow(() -> RegistryError.storeFailed(null));
  }

  /** Decides and writes as the only writer, and decides anew if the first write failed. */
  private <T> T write(Supplier<T> decision) {
    try {
      return writeOnce(decision);
    } catch (KafkaException first) {
      try {
        return writeOnce(decision);
      } catch (KafkaException e) {
        e.addSuppressed(first);
        throw RegistryError.storeFailed(e);
      }
    }
  }

  private <T> T writeOnce(Supplier<T> decision) {
    log.lead();
    return decision.get();
  }

  private static ObjectNode key(String type) {
    return JSON.createObjectNode().put("keytype", type);
  }

  private void onRecord(String keyText, String valueText) {
    JsonNode key = json(keyText);
    JsonNode value = json(valueText);
    String subject = key.path("subject").asText();
    switch (key.path("keytype").asText()) {
      case "SCHEMA" -> {
        int id = value.path("id").asInt();
        Schema schema = new Schema.Parser().parse(value.path("schema").asText());
        List<Version> versions = subjects.computeIfAbsent(subject, _ -> new ArrayList<>());
        versions.add(new Version(subject, key.path("version").asInt(), id, schema));
        byId.putIfAbsent(id, schema);
        idByText.putIfAbsent(schema.toString(), id);
      }
      case "CONFIG" ->
          levels.put(subject, Compatibility.of(value.path("compatibilityLevel").asText()));
      default ->
          throw new IllegalStateException(
              "record in " + SchemaLog.TOPIC + " of an unknown type: " + keyText);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("record in " + SchemaLog.TOPIC + " that is not JSON", e);
    }
  }
}
