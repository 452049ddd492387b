package io.stridelake.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Validates documents as an editor does: YAML 1.2's values against the schema. */
final class Schemas {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(new String(RuleSets.schema(), UTF_8));
  private static final ObjectMapper JSON = new ObjectMapper();

  private Schemas() {}

  static List<String> mistakes(byte[] yaml) {
    Object document =
        new Load(LoadSettings.builder().build()).loadFromString(new String(yaml, UTF_8));
    return SCHEMA.validate(JSON.valueToTree(document)).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }
}
