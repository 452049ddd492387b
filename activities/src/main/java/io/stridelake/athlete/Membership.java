package io.stridelake.athlete;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of days in which an athlete belongs to a department.
 *
 * @param department its name, which is its id
 * @param since the first day, or null for always
 * @param until the first day after, or null while it lasts
 */
public record Membership(String department, @Nullable LocalDate since, @Nullable LocalDate until) {
  public Membership {
    if (department.isBlank()) {
      throw new IllegalArgumentException("department is blank (expected a name)");
    }
  }

  /** Whether the day lies in it. */
  public boolean covers(LocalDate day) {
    return (since == null || !day.isBefore(since)) && (until == null || day.isBefore(until));
  }
}
