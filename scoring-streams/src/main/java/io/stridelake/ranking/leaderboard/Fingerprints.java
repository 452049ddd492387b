package io.stridelake.ranking.leaderboard;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Makes the fingerprints of many members in one buffer. They are what {@link
 * com.dynatrace.hash4j.hashing.HashStream128} makes of the same texts and numbers, several times
 * faster. For one thread.
 */
final class Fingerprints {
  private static final Hasher128 HASHER = Hashing.murmur3_128();
  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle CHAR = view(char[].class);

  private byte[] buffer = new byte[256];
  private int end;

  /** The fingerprint of one member: its texts and its numbers, in their order. */
  Fingerprint of(String id, String name, String department, long... numbers) {
    end = 0;
    put(id);
    put(name);
    put(department);
    ensure(numbers.length * Long.BYTES + Integer.BYTES);
    for (long number : numbers) {
      LONG.set(buffer, end, number);
      end += Long.BYTES;
    }
    putInt(numbers.length);
    HashValue128 hash = HASHER.hashBytesTo128Bits(buffer, 0, end);
    return new Fingerprint(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  private void put(String text) {
    int length = text.length();
    ensure(length * Character.BYTES + Integer.BYTES);
    for (int i = 0; i < length; i++) {
      CHAR.set(buffer, end, text.charAt(i));
      end += Character.BYTES;
    }
    putInt(length);
  }

  private void putInt(int number) {
    INT.set(buffer, end, number);
    end += Integer.BYTES;
  }

  private void ensure(int more) {
    if (buffer.length - end < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, end + more));
    }
  }

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }
}
