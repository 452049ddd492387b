package io.stridelake.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** What a new schema must have in common with the earlier ones of its subject. */
enum Compatibility {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean readsEarlier;
  private final boolean isReadByEarlier;
  private final boolean transitive;

  Compatibility(boolean readsEarlier, boolean isReadByEarlier, boolean transitive) {
    this.readsEarlier = readsEarlier;
    this.isReadByEarlier = isReadByEarlier;
    this.transitive = transitive;
  }

  /**
   * The level of this name, in any case.
   *
   * @throws RegistryError if there is none
   */
  static Compatibility of(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw RegistryError.invalidCompatibility(name);
    }
  }

  /**
   * Why the schema does not go with the earlier ones; empty if it does.
   *
   * @param earlier oldest first
   */
  List<String> problems(Schema schema, List<Schema> earlier) {
    List<Schema> against = transitive || earlier.isEmpty() ? earlier : List.of(earlier.getLast());
    List<String> problems = new ArrayList<>();
    for (Schema each : against) {
      if (readsEarlier) {
        collect(schema, each, problems);
      }
      if (isReadByEarlier) {
        collect(each, schema, problems);
      }
    }
    return problems;
  }

  private static void collect(Schema reader, Schema writer, List<String> problems) {
    for (Incompatibility found :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      problems.add(
          "%s at %s: %s".formatted(found.getType(), found.getLocation(), found.getMessage()));
    }
  }
}
