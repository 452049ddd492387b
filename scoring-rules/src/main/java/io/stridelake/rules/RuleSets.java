package io.stridelake.rules;

import io.stridelake.rules.document.RuleSetDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads rule sets from their YAML documents. */
public final class RuleSets {
  /** The longest document, in bytes. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final String DEFAULT = "/io/stridelake/rules/default-rules.yaml";
  private static final String SCHEMA = "/io/stridelake/rules/rule-set.schema.json";

  private RuleSets() {}

  /**
   * Reads a document. It is one UTF-8 YAML document of at most {@link #MAX_BYTES}; whatever the
   * bytes are, the answer comes in bounded time and nothing is thrown.
   */
  public static RuleSetReading read(byte[] yaml) {
    return RuleSetDocument.read(yaml);
  }

  /** The document that is active where nobody chose another. */
  public static byte[] defaultRuleSet() {
    return resource(DEFAULT);
  }

  /**
   * The JSON Schema of the documents, for editors: it knows words and forms, not what they mean.
   */
  public static byte[] schema() {
    return resource(SCHEMA);
  }

  private static byte[] resource(String name) {
    try (InputStream in = RuleSets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
