package io.stridelake.query.cursor;

import io.stridelake.query.answer.AnswerSource;
import io.stridelake.query.cursor.Cursor.Direction;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.partition.Place;
import io.stridelake.query.partition.Snapshots;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes cursors as opaque text and reads back what it wrote. The text depends on the cursor alone,
 * so that equal states give equal pages.
 */
@Singleton
public final class CursorCodec {
  private static final int FORMAT = 3;
  private static final int VERSION_BYTES = 16;
  private static final long NO_DAY = Long.MIN_VALUE;

  private final Seal seal;

  CursorCodec(Seal seal) {
    this.seal = seal;
  }

  /** The cursor as text of letters, digits, {@code -} and {@code _}. */
  public String write(Cursor cursor) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writeFields(cursor, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a cursor cannot be written", e);
    }
    return seal.close(bytes.toByteArray());
  }

  /**
   * The cursor in the text, or nothing when it was not written here or was changed since.
   *
   * @throws io.stridelake.query.problem.ProblemException 410 if it is ours, but of another version
   *     of the service: whoever pages while it is upgraded begins again
   */
  public Optional<Cursor> read(String text) {
    return seal.open(text).flatMap(CursorCodec::fields);
  }

  private static Optional<Cursor> fields(byte[] content) {
    if (content.length > 0 && content[0] != FORMAT) {
      throw StaleCursor.problem();
    }
    try {
      return Optional.of(readFields(new DataInputStream(new ByteArrayInputStream(content))));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static void writeFields(Cursor cursor, DataOutputStream out) throws IOException {
    out.writeByte(FORMAT);
    SourceFields.write(cursor.source(), out);
    out.writeUTF(cursor.filters());
    out.writeLong(cursor.today() == null ? NO_DAY : cursor.today().toEpochDay());
    out.writeLong(cursor.from().toEpochDay());
    out.writeBoolean(cursor.direction() == Direction.AFTER);
    Spot spot = cursor.spot();
    out.writeLong(spot.rank());
    out.writeLong(spot.position());
    out.writeLong(spot.index());
    out.writeLong(spot.place().score());
    out.writeUTF(spot.place().id());
    out.writeInt(cursor.snapshots().versions().size());
    for (String version : cursor.snapshots().versions().values()) {
      out.write(HexFormat.of().parseHex(version), 0, VERSION_BYTES);
    }
  }

  private static Cursor readFields(DataInputStream in) throws IOException {
    if (in.readByte() != FORMAT) {
      throw new IOException("cursor of another format");
    }
    AnswerSource source = SourceFields.read(in);
    String filters = in.readUTF();
    long today = in.readLong();
    LocalDate from = LocalDate.ofEpochDay(in.readLong());
    Direction direction = in.readBoolean() ? Direction.AFTER : Direction.BEFORE;
    long rank = in.readLong();
    long position = in.readLong();
    long index = in.readLong();
    Place place = new Place(in.readLong(), in.readUTF());
    Map<Integer, String> versions = new TreeMap<>();
    int partitions = in.readInt();
    for (int partition = 0; partition < partitions; partition++) {
      versions.put(partition, hex(in.readNBytes(VERSION_BYTES)));
    }
    return new Cursor(
        source,
        filters,
        today == NO_DAY ? null : LocalDate.ofEpochDay(today),
        from,
        direction,
        new Spot(rank, position, index, place),
        Snapshots.of(versions));
  }

  private static String hex(byte[] version) {
    return "%032x".formatted(new BigInteger(1, version));
  }
}
