package io.stridelake.ranking.leaderboard;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the numbers of athletes by their ids, as text or as the bytes of a row's key. Ids are
 * ASCII, so both hash alike. A look-up touches a slot and, nearly always only once, the id itself;
 * all ids lie in one array.
 */
final class IdIndex {
  private static final int SLOTS_AN_ID = 2;
  private static final int SPREAD = 0x9E3779B9;

  private final byte[] texts;
  private final int[] ends;

  /** In the upper half an id's hash, in the lower 1 + its number; 0 is an empty slot. */
  private final long[] slots;

  /**
   * Numbers the ids in their order.
   *
   * @param ids distinct, of ASCII characters only
   */
  IdIndex(String[] ids) {
    int length = 0;
    for (String id : ids) {
      length += id.length();
    }
    texts = new byte[length];
    ends = new int[ids.length];
    slots = new long[Integer.highestOneBit(Math.max(1, ids.length)) * 2 * SLOTS_AN_ID];
    int end = 0;
    for (int number = 0; number < ids.length; number++) {
      String id = ids[number];
      copy(id, end);
      end += id.length();
      ends[number] = end;
      insert(hash(texts, start(number), end), number);
    }
  }

  /** The number of an id, or -1 if there is no such id. */
  int number(String id) {
    int hash = id.hashCode();
    for (int slot = first(hash); slots[slot] != 0; slot = next(slot)) {
      if (hash(slots[slot]) == hash && isText(number(slots[slot]), id)) {
        return number(slots[slot]);
      }
    }
    return -1;
  }

  /**
   * The numbers of the ids whose bytes end some keys, or -1 where there is no such id. Look-ups lie
   * all over the memory; done one step at a time for all of them, a processor waits for many at
   * once.
   *
   * @param keys as many as are asked for, at the most as many as {@code numbers}
   * @param from where the id begins in each key
   */
  void numbers(List<byte[]> keys, int from, int[] numbers) {
    int count = keys.size();
    long[] found = new long[count];
    int[] hashes = new int[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(keys.get(i), from, keys.get(i).length);
      found[i] = slots[first(hashes[i])];
    }
    for (int i = 0; i < count; i++) {
      numbers[i] = found[i] == 0 || hash(found[i]) != hashes[i] ? -1 : start(number(found[i]));
    }
    for (int i = 0; i < count; i++) {
      byte[] key = keys.get(i);
      int start = numbers[i];
      boolean first =
          start >= 0
              && ends[number(found[i])] - start == key.length - from
              && Arrays.equals(texts, start, start + key.length - from, key, from, key.length);
      numbers[i] = first ? number(found[i]) : found[i] == 0 ? -1 : number(key, from, hashes[i]);
    }
  }

  private int number(byte[] key, int from, int hash) {
    for (int slot = first(hash); slots[slot] != 0; slot = next(slot)) {
      if (hash(slots[slot]) == hash) {
        int number = number(slots[slot]);
        if (Arrays.equals(texts, start(number), ends[number], key, from, key.length)) {
          return number;
        }
      }
    }
    return -1;
  }

  /** As texts have it. */
  private static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  private void insert(int hash, int number) {
    int slot = first(hash);
    while (slots[slot] != 0) {
      slot = next(slot);
    }
    slots[slot] = (long) hash << Integer.SIZE | number + 1;
  }

  private boolean isText(int number, String id) {
    int start = start(number);
    if (ends[number] - start != id.length()) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (texts[start + i] != id.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("deprecation") // drops the upper halves of characters, which ASCII has not
  private void copy(String id, int at) {
    id.getBytes(0, id.length(), texts, at);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  private int first(int hash) {
    return hash * SPREAD >>> Integer.numberOfLeadingZeros(slots.length - 1);
  }

  private int next(int slot) {
    return slot + 1 & slots.length - 1;
  }

  private static int hash(long slot) {
    return (int) (slot >>> Integer.SIZE);
  }

  private static int number(long slot) {
    return (int) slot - 1;
  }
}
