package io.stridelake.simulator.company;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Seeded randomness in the shapes that people's habits have; equal seeds draw equal sequences. */
public final class Chance {
  private final SplittableRandom random;

  private Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A source of its own for each combination of seed and salt. */
  public static Chance of(long seed, long salt) {
    // The 64-bit finaliser of MurmurHash3, so that neighbouring salts have nothing in common.
    long mixed = seed * 0x9E3779B97F4A7C15L + salt;
    mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return new Chance(mixed ^ (mixed >>> 33));
  }

  public boolean hits(double probability) {
    return random.nextDouble() < probability;
  }

  /** From low (inclusive) to high (exclusive). */
  public double between(double low, double high) {
    return low + random.nextDouble() * (high - low);
  }

  /** From low (inclusive) to high (exclusive). */
  public int between(int low, int high) {
    return random.nextInt(low, high);
  }

  public long between(long low, long high) {
    return random.nextLong(low, high);
  }

  /** Log-normal around a median. */
  public double around(double median, double spread) {
    return median * StrictMath.exp(spread * random.nextGaussian());
  }

  public double normal(double mean, double deviation) {
    return mean + deviation * random.nextGaussian();
  }

  public <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  public <T> T weighted(List<T> choices, ToDoubleFunction<T> weight) {
    double rest = random.nextDouble() * choices.stream().mapToDouble(weight).sum();
    for (T choice : choices) {
      rest -= weight.applyAsDouble(choice);
      if (rest < 0) {
        return choice;
      }
    }
    return choices.getLast();
  }

  /** How often something happens that happens this often on average (Poisson, Knuth). */
  public int count(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      count++;
      product *= random.nextDouble();
    }
    return count;
  }

  public String hex(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }
}
