package io.stridelake.query.cursor;

import io.stridelake.query.answer.AnswerSource;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.partition.View;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The part of a cursor that names the standings it belongs to. */
public final class SourceFields {
  private SourceFields() {}

  /** Writes all parts of a source. */
  public static void write(AnswerSource source, DataOutputStream out) throws IOException {
    out.writeInt(source.generation().id());
    out.writeInt(source.generation().resets());
    out.writeUTF(source.generation().ruleSet());
    View.Lock lock = source.lock();
    out.writeBoolean(lock != null);
    if (lock != null) {
      out.writeUTF(lock.season());
      out.writeUTF(lock.lock());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the bytes end before
   */
  public static AnswerSource read(DataInputStream in) throws IOException {
    GenerationIdentity generation =
        new GenerationIdentity(in.readInt(), in.readInt(), in.readUTF());
    View.Lock lock = in.readBoolean() ? new View.Lock(in.readUTF(), in.readUTF()) : null;
    return new AnswerSource(generation, lock);
  }
}
