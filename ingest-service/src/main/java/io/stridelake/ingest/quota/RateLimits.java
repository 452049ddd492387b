package io.stridelake.ingest.quota;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one answer says about the provider's limits.
 *
 * @param budgets one for each pair of limit and usage that the answer had, empty without headers
 */
public record RateLimits(List<Budget> budgets) {
  /** No header said anything. */
  public static final RateLimits NONE = new RateLimits(List.of());

  /**
   * One limited kind of call.
   *
   * @param name {@code overall} or {@code read}
   * @param shortTerm within a quarter of an hour
   * @param daily within a day of UTC
   */
  public record Budget(String name, Spent shortTerm, Spent daily) {}

  /**
   * Calls in a window.
   *
   * @param limit how many are allowed
   * @param used how many were made, by any process of the application
   */
  public record Spent(int limit, int used) {}

  public RateLimits {
    budgets = List.copyOf(budgets);
  }

  /**
   * Reads {@code X-RateLimit-Limit/-Usage} and {@code X-ReadRateLimit-Limit/-Usage}; what is absent
   * or makes no sense is passed over.
   *
   * @param header the value of a header by its name, whatever the name's case
   */
  public static RateLimits read(Function<String, Optional<String>> header) {
    return new RateLimits(
        List.of("overall:X-RateLimit", "read:X-ReadRateLimit").stream()
            .map(entry -> entry.split(":", 2))
            .flatMap(entry -> budget(entry[0], entry[1], header).stream())
            .toList());
  }

  private static Optional<Budget> budget(
      String name, String prefix, Function<String, Optional<String>> header) {
    Optional<int[]> limits = header.apply(prefix + "-Limit").flatMap(RateLimits::pair);
    Optional<int[]> usage = header.apply(prefix + "-Usage").flatMap(RateLimits::pair);
    return limits.flatMap(
        limit ->
            usage.map(
                used ->
                    new Budget(name, new Spent(limit[0], used[0]), new Spent(limit[1], used[1]))));
  }

  private static Optional<int[]> pair(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      int first = Integer.parseInt(parts[0].strip());
      int second = Integer.parseInt(parts[1].strip());
      return first < 0 || second < 0 ? Optional.empty() : Optional.of(new int[] {first, second});
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
