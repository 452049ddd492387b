package io.stridelake.query.activity;

import io.stridelake.query.answer.AnswerSource;
import io.stridelake.query.cursor.Seal;
import io.stridelake.query.cursor.SourceFields;
import io.stridelake.query.partition.Behind;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Optional;

/** Places in the catalogue as opaque, signed text. */
@Singleton
final class ActivityCursors {
  private static final int FORMAT = 4;

  private final Seal seal;

  ActivityCursors(Seal seal) {
    this.seal = seal;
  }

  /**
   * A place in the answer to one question.
   *
   * @param source the standings that the page was read from
   * @param filters hash over what was asked for
   */
  record Cursor(AnswerSource source, String filters, Behind behind) {}

  String write(Cursor cursor) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Behind behind = cursor.behind();
      out.writeByte(FORMAT);
      SourceFields.write(cursor.source(), out);
      out.writeUTF(cursor.filters());
      out.writeUTF(behind.start().toString());
      out.writeUTF(behind.athlete());
      out.writeUTF(behind.provider());
      out.writeUTF(behind.externalId());
      out.writeUTF(behind.kind());
    } catch (IOException e) {
      throw new UncheckedIOException("a cursor cannot be written", e);
    }
    return seal.close(bytes.toByteArray());
  }

  /** The cursor in the text, or nothing when it was not written here or was changed since. */
  Optional<Cursor> read(String text) {
    return seal.open(text).flatMap(ActivityCursors::fields);
  }

  private static Optional<Cursor> fields(byte[] content) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      if (in.readByte() != FORMAT) {
        return Optional.empty();
      }
      AnswerSource source = SourceFields.read(in);
      String filters = in.readUTF();
      LocalDateTime start = LocalDateTime.parse(in.readUTF());
      return Optional.of(
          new Cursor(
              source,
              filters,
              new Behind(start, in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF())));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
