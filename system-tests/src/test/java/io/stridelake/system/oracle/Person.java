package io.stridelake.system.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An athlete as the roster has it by now.
 *
 * @param id as the rankings name the athlete
 * @param hidden not shown on boards of athletes and sports
 * @param stays departments in the order of their beginnings
 */
public record Person(String id, String name, boolean hidden, List<Stay> stays) {

  /**
   * From when on somebody is where.
   *
   * @param since the first day, null for ever
   * @param department null for none
   */
  public record Stay(@Nullable LocalDate since, @Nullable String department) {}

  public Person {
    stays = List.copyOf(stays);
  }

  /** The same person after a move, which must be later than those before. */
  public Person moved(LocalDate since, @Nullable String department) {
    List<Stay> more = new ArrayList<>(stays);
    more.add(new Stay(since, department));
    return new Person(id, name, hidden, more);
  }

  /** Where the person was on a day. */
  @Nullable String departmentOn(LocalDate day) {
    String department = null;
    for (Stay stay : stays) {
      if (stay.since() == null || !day.isBefore(stay.since())) {
        department = stay.department();
      }
    }
    return department;
  }

  /** Where the person is after all moves. */
  public @Nullable String department() {
    return stays.isEmpty() ? null : stays.getLast().department();
  }
}
