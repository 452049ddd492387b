package io.stridelake.rules.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys of a mapping with their values; unknown, repeated and missing ones are mistakes. */
final class Fields {
  private final Node mapping;
  private final String what;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Mistakes mistakes;

  private Fields(Node mapping, String what, Mistakes mistakes) {
    this.mapping = mapping;
    this.what = what;
    this.mistakes = mistakes;
  }

  /**
   * Reads a mapping that may have these keys.
   *
   * @param what it is, with its article, for the mistakes
   * @return null after adding a mistake if it is no mapping
   */
  static @Nullable Fields of(Node node, String what, List<String> keys, Mistakes mistakes) {
    if (!(node instanceof MappingNode mapping)) {
      mistakes.add(node, what + " is not a mapping", "keys with values");
      return null;
    }
    Fields fields = new Fields(node, what, mistakes);
    for (NodeTuple tuple : mapping.getValue()) {
      fields.take(tuple, keys);
    }
    return fields;
  }

  /** The value, or null if the key is not there. */
  @Nullable Node optional(String key) {
    return values.get(key);
  }

  /** The value, or null after adding a mistake if the key is not there. */
  @Nullable Node required(String key) {
    Node value = values.get(key);
    if (value == null) {
      mistakes.add(mapping, what + " has no '" + key + "'", "the key " + key);
    }
    return value;
  }

  private void take(NodeTuple tuple, List<String> keys) {
    Node node = tuple.getKeyNode();
    if (!(node instanceof ScalarNode scalar)) {
      mistakes.add(node, "a key of " + what + " is not a word", known(keys));
      return;
    }
    String key = scalar.getValue();
    if (!keys.contains(key)) {
      mistakes.add(
          node,
          "unknown key '" + Words.quote(key) + "'" + Words.didYouMean(key, keys),
          known(keys));
    } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
      mistakes.add(node, "key '" + key + "' stands here again", "each key once");
    }
  }

  private static String known(List<String> keys) {
    return "one of " + String.join(", ", keys);
  }
}
