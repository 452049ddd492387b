package io.stridelake.ranking.leaderboard;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/**
 * Which keys may be in a store, so that nobody has to ask RocksDB for what was never there: most
 * rows that a rebuild looks for are not, and its Java binding answers that by an exception.
 *
 * <p>A split block Bloom filter: a key has one bit in each of the eight words of one block of 256
 * bits, so that a look at it touches one cache line. Filters are added as keys come, each for four
 * times as many as the one before, so that nobody has to know how many there will be. A full one
 * takes 16 bits a key; fewer than one key in a hundred is taken for there though it is not. Keys
 * are never taken out.
 *
 * <p>For one thread at a time. Source of the filter: Putze, Sanders, Singler, "Cache-, Hash- and
 * Space-Efficient Bloom Filters", 2007; the odd factors are those of Apache Parquet.
 */
final class KnownKeys {
  private static final int FIRST_CAPACITY = 16_384;
  private static final int GROWTH = 4;
  private static final int WORDS = 8;
  private static final int KEYS_OF_BLOCK = 16;
  private static final int[] FACTORS = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final List<Filter> filters = new ArrayList<>();
  private boolean complete;

  private static final class Filter {
    private final int[] words;
    private final int blocks;
    private int room;

    Filter(int capacity) {
      blocks = Math.ceilDiv(capacity, KEYS_OF_BLOCK);
      words = new int[blocks * WORDS];
      room = capacity;
    }

    boolean mayContain(int block, int bits) {
      int first = first(block);
      for (int i = 0; i < WORDS; i++) {
        if ((words[first + i] & bit(bits, i)) == 0) {
          return false;
        }
      }
      return true;
    }

    void add(int block, int bits) {
      int first = first(block);
      for (int i = 0; i < WORDS; i++) {
        words[first + i] |= bit(bits, i);
      }
      room--;
    }

    private int first(int block) {
      return (int) ((Integer.toUnsignedLong(block) * blocks) >>> Integer.SIZE) * WORDS;
    }

    private static int bit(int bits, int word) {
      return 1 << (bits * FACTORS[word] >>> 27);
    }
  }

  /** Forgets everything: any key may be there. */
  void reset() {
    filters.clear();
    complete = false;
  }

  /** The store is empty: what is added from now on is all there is. */
  void startEmpty() {
    filters.clear();
    complete = true;
  }

  /** False only if the key is certainly not there. */
  boolean mayContain(Bytes key) {
    return !complete || find(hash(key));
  }

  /** Notes a key. */
  void add(Bytes key) {
    int hash = complete ? hash(key) : 0;
    if (complete && !find(hash)) {
      if (filters.isEmpty()) {
        filters.add(new Filter(FIRST_CAPACITY));
      } else if (filters.getLast().room == 0) {
        filters.add(new Filter(filters.getLast().blocks * KEYS_OF_BLOCK * GROWTH));
      }
      filters.getLast().add(hash, bits(hash));
    }
  }

  private boolean find(int hash) {
    int bits = bits(hash);
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (filters.get(i).mayContain(hash, bits)) {
        return true;
      }
    }
    return false;
  }

  private static int hash(Bytes key) {
    return Utils.murmur2(key.get());
  }

  /** The block is the hash's upper part, so the bits come from another mixture of it. */
  private static int bits(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    return mixed ^ (mixed >>> 13);
  }
}
