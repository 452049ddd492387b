package io.stridelake.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * Keeps records of a kind that only a newer version knows apart from those that this one knows.
 * Avro resolves a record in a union by its structure where no branch has its name, so an unknown
 * record would be read as any record without fields of its own. Here the reader's unions get the
 * branches that only the writer's have; what is written by them is read as a generic record.
 */
final class UnknownBranches {
  private UnknownBranches() {}

  /**
   * The schema to read with.
   *
   * @param reader a record, as this version knows it
   * @param writer the one that was written with
   * @return the reader's, or one of the same name with further branches in unions of its fields
   */
  static Schema added(Schema reader, Schema writer) {
    if (reader.getType() != Schema.Type.RECORD || writer.getType() != Schema.Type.RECORD) {
      return reader;
    }
    boolean isNew = false;
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : reader.getFields()) {
      Schema.Field written = writer.getField(field.name());
      List<Schema> unknown =
          written == null ? List.of() : unknown(field.schema(), written.schema());
      isNew |= !unknown.isEmpty();
      fields.add(
          unknown.isEmpty() ? new Schema.Field(field, field.schema()) : with(field, unknown));
    }
    if (!isNew) {
      return reader;
    }
    Schema extended =
        Schema.createRecord(reader.getName(), reader.getDoc(), reader.getNamespace(), false);
    extended.setFields(fields);
    return extended;
  }

  private static Schema.Field with(Schema.Field field, List<Schema> unknown) {
    List<Schema> branches = new ArrayList<>(field.schema().getTypes());
    branches.addAll(unknown);
    return new Schema.Field(field, Schema.createUnion(branches));
  }

  private static List<Schema> unknown(Schema reader, Schema writer) {
    if (reader.getType() != Schema.Type.UNION || writer.getType() != Schema.Type.UNION) {
      return List.of();
    }
    Set<String> known =
        reader.getTypes().stream().map(Schema::getFullName).collect(Collectors.toSet());
    return writer.getTypes().stream()
        .filter(branch -> branch.getType() == Schema.Type.RECORD)
        .filter(branch -> !known.contains(branch.getFullName()))
        .toList();
  }
}
