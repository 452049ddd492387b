package io.stridelake.rules;

import io.stridelake.rules.document.RuleSetDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads rule sets from their YAML documents. */
public final class RuleSets {
  private static final String DEFAULT = "/io/stridelake/rules/default-rules.yaml";

  private RuleSets() {}

  /**
   * Reads a document. It is one UTF-8 YAML document of at most 256 KiB; whatever the bytes are, the
   * answer comes in bounded time and nothing is thrown.
   */
  public static RuleSetReading read(byte[] yaml) {
    return RuleSetDocument.read(yaml);
  }

  /** The document that is active where nobody chose another. */
  public static byte[] defaultRuleSet() {
    try (InputStream in = RuleSets.class.getResourceAsStream(DEFAULT)) {
      if (in == null) {
        throw new IllegalStateException(DEFAULT + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(DEFAULT + " cannot be read", e);
    }
  }
}
