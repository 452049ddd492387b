package io.stridelake.ranking.leaderboard;

import io.stridelake.calendar.Period;
import java.util.Arrays;

/**
 * Days of a period, and how many of them follow each other without a gap.
 *
 * <p>A sorted array with one word for every stretch of 40 days that holds any: the stretch's number
 * above, a bit for each of its days below. A year takes 10 words at the most, days that lie
 * centuries apart one each.
 */
final class DaySet {
  private static final int DAYS = 40;
  private static final long BITS = (1L << DAYS) - 1;
  private static final long FIRST_DAY = Period.FIRST_DAY.toEpochDay();

  private long[] words = {};

  /** Adds a day, in days since 1970-01-01; one that is there stays. */
  void add(long epochDay) {
    long day = epochDay - FIRST_DAY;
    int place = place(day / DAYS);
    if (place < 0) {
      place = -place - 1;
      long[] longer = Arrays.copyOf(words, words.length + 1);
      System.arraycopy(words, place, longer, place + 1, words.length - place);
      longer[place] = day / DAYS << DAYS;
      words = longer;
    }
    words[place] |= 1L << day % DAYS;
  }

  /** Removes a day, if it is there. */
  void remove(long epochDay) {
    long day = epochDay - FIRST_DAY;
    int place = place(day / DAYS);
    if (place < 0) {
      return;
    }
    words[place] &= ~(1L << day % DAYS);
    if ((words[place] & BITS) == 0) {
      long[] shorter = Arrays.copyOf(words, words.length - 1);
      System.arraycopy(words, place + 1, shorter, place, shorter.length - place);
      words = shorter;
    }
  }

  boolean isEmpty() {
    return words.length == 0;
  }

  /** How many days the longest run of consecutive ones has. */
  int longestRun() {
    int longest = 0;
    int run = 0;
    long next = -1;
    for (long word : words) {
      if (word >>> DAYS != next) {
        run = 0;
      }
      long bits = word & BITS;
      int seen = 0;
      while (bits != 0) {
        int gap = Long.numberOfTrailingZeros(bits);
        int days = Long.numberOfTrailingZeros(~(bits >>> gap));
        run = gap == 0 ? run + days : days;
        longest = Math.max(longest, run);
        bits = bits >>> gap >>> days;
        seen += gap + days;
      }
      if (seen < DAYS) {
        run = 0;
      }
      next = (word >>> DAYS) + 1;
    }
    return longest;
  }

  /** Where the stretch's word is, or -1 - the place where it would be. */
  private int place(long stretch) {
    int low = 0;
    int high = words.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (words[middle] >>> DAYS < stretch) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < words.length && words[low] >>> DAYS == stretch ? low : -1 - low;
  }
}
