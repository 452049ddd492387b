package io.stridelake.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** The status for people: one line per thing, nested things indented. */
final class StatusText {
  private static final String INDENT = "  ";

  private StatusText() {}

  static String of(JsonNode status) {
    StringBuilder text = new StringBuilder();
    add(text, "", status);
    return text.toString().stripTrailing();
  }

  private static void add(StringBuilder text, String indent, JsonNode node) {
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              text.append(indent).append(field.getKey()).append(':');
              if (value.isObject()) {
                text.append('\n');
                add(text, indent + INDENT, value);
              } else if (value.isArray()) {
                text.append(value.isEmpty() ? " none\n" : "\n");
                value.forEach(
                    item -> text.append(indent).append(INDENT).append(line(item)).append('\n'));
              } else {
                text.append(' ').append(line(value)).append('\n');
              }
            });
  }

  private static String line(JsonNode value) {
    if (value.isNull()) {
      return "unknown";
    }
    if (!value.isObject()) {
      return value.asText();
    }
    StringJoiner fields = new StringJoiner(", ");
    value.properties().forEach(field -> fields.add(field.getKey() + " " + line(field.getValue())));
    return fields.toString();
  }
}
