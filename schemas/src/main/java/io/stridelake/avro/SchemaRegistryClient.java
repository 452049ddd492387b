package io.stridelake.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Asks a Confluent-compatible registry, each thing once: what it answered stays true, because ids
 * never change.
 */
final class SchemaRegistryClient implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final RegistryHttp http;
  private final boolean autoRegister;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<TopicSchema, Integer> ids = new ConcurrentHashMap<>();

  SchemaRegistryClient(AvroConfig config) {
    http = new RegistryHttp(config);
    autoRegister = config.autoRegister();
  }

  /**
   * The id of the schema of a topic's keys or values, registered first if that is allowed.
   *
   * @throws SerializationException if the registry refuses it
   * @throws RegistryUnavailableException if the registry cannot be asked
   */
  int idOf(String topic, boolean key, Schema schema) {
    TopicSchema wanted = new TopicSchema(topic, key, schema);
    Integer known = ids.get(wanted);
    if (known == null) {
      known = ask(Subjects.of(topic, key), schema);
      ids.put(wanted, known);
    }
    return known;
  }

  /**
   * The schema with this id.
   *
   * @throws SerializationException if the registry does not know it
   * @throws RegistryUnavailableException if the registry cannot be asked
   */
  Schema byId(int id) {
    Schema known = schemas.get(id);
    if (known == null) {
      String text = answer(http.get("/schemas/ids/" + id), "schema").asText();
      try {
        known = new Schema.Parser().parse(text);
      } catch (SchemaParseException e) {
        throw new SerializationException("schema " + id + " of the registry makes no sense", e);
      }
      schemas.put(id, known);
    }
    return known;
  }

  @Override
  public void close() {
    http.close();
  }

  private int ask(String subject, Schema schema) {
    String path = "/subjects/" + URLEncoder.encode(subject, UTF_8).replace("+", "%20");
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    return answer(http.post(autoRegister ? path + "/versions" : path, body), "id").asInt();
  }

  private static JsonNode answer(String body, String field) {
    JsonNode value;
    try {
      value = JSON.readTree(body).path(field);
    } catch (JsonProcessingException e) {
      throw new SerializationException("the registry's answer is not JSON", e);
    }
    if (!value.isValueNode()) {
      throw new SerializationException("the registry's answer has no " + field);
    }
    return value;
  }

  private record TopicSchema(String topic, boolean key, Schema schema) {}
}
