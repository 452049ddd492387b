package io.stridelake.ingest.roster;

import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Visibility;
import io.stridelake.topics.AccountKey;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of one athlete, all of its rows together.
 *
 * @param athlete who
 * @param at the cell that names the athlete first
 * @param name as rankings show it
 * @param department empty for none
 * @param accounts with the cells that name them
 * @param visibility null: the file has no such column
 * @param since from when the department counts, null: today
 * @param hasLeft whether the file has a column for leaving
 * @param left the first day outside the company, null for none
 */
record RosterLine(
    AthleteId athlete,
    Csv.Field at,
    String name,
    String department,
    List<NamedAccount> accounts,
    @Nullable Visibility visibility,
    @Nullable LocalDate since,
    boolean hasLeft,
    @Nullable LocalDate left) {

  RosterLine {
    accounts = List.copyOf(accounts);
  }

  /**
   * An account in the file.
   *
   * @param key which
   * @param at the cell
   */
  record NamedAccount(AccountKey key, Csv.Field at) {}
}
