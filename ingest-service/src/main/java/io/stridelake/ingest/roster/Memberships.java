package io.stridelake.ingest.roster;

import io.stridelake.athlete.Membership;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an athlete's departments follow each other. */
final class Memberships {
  private Memberships() {}

  /**
   * The memberships of somebody who belongs to the department from that day on. What was before the
   * day stays; what had begun later is replaced. The same department goes on without a break.
   *
   * @param department empty for none
   * @param since null if the whole past is meant
   */
  static List<Membership> changed(
      List<Membership> former, String department, @Nullable LocalDate since) {
    List<Membership> changed = new ArrayList<>();
    if (since != null) {
      for (Membership each : former) {
        if (each.since() == null || each.since().isBefore(since)) {
          boolean lasts = each.until() == null || each.until().isAfter(since);
          changed.add(lasts ? new Membership(each.department(), each.since(), since) : each);
        }
      }
    }
    if (!department.isEmpty()) {
      append(changed, new Membership(department, since, null));
    }
    return List.copyOf(changed);
  }

  private static void append(List<Membership> memberships, Membership next) {
    Membership last = memberships.isEmpty() ? null : memberships.getLast();
    if (last != null
        && last.department().equals(next.department())
        && next.since() != null
        && next.since().equals(last.until())) {
      memberships.set(
          memberships.size() - 1, new Membership(last.department(), last.since(), next.until()));
    } else {
      memberships.add(next);
    }
  }
}
