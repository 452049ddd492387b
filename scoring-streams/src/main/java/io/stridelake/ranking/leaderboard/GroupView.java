package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.Sums;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sums over athletes, by company, department and sport at once, so that one snapshot has them all.
 * A member is named by the kind of its group, one character, and the group's id.
 */
final class GroupView extends LiveView {
  private final BoardView.Groups groups;
  private final Map<String, Long> members = new HashMap<>();
  private final Map<String, Tally> tallies = new TreeMap<>();

  /** How many counted activities each athlete has in each group. */
  private final Map<String, Map<String, Long>> active = new HashMap<>();

  private volatile Snapshot.Groups snapshot = new Snapshot.Groups(Map.of(), Fingerprint.ZERO, 0);

  GroupView(BoardView view, BoardView.Groups groups, Roster roster) {
    super(view, roster);
    this.groups = groups;
    roster
        .membersByDepartment()
        .forEach((department, count) -> members.put(name(GroupBy.DEPARTMENTS, department), count));
  }

  @Override
  Snapshot.Groups snapshot() {
    return snapshot;
  }

  @Override
  void add(List<byte[]> keys, List<DayRow> rows) {
    for (int i = 0; i < rows.size(); i++) {
      AthleteDay day = AthleteDay.of(keys.get(i));
      tallies(day, rows.get(i)).forEach((member, tally) -> replace(day, member, Tally.NONE, tally));
    }
  }

  @Override
  void order() {}

  @Override
  void replace(AthleteDay day, DayRow before, DayRow after) {
    Map<String, Tally> had = tallies(day, before);
    Map<String, Tally> has = tallies(day, after);
    had.forEach(
        (member, tally) -> replace(day, member, tally, has.getOrDefault(member, Tally.NONE)));
    has.forEach(
        (member, tally) -> {
          if (!had.containsKey(member)) {
            replace(day, member, Tally.NONE, tally);
          }
        });
  }

  private void replace(AthleteDay day, String member, Tally before, Tally after) {
    Tally tally = tallies.getOrDefault(member, Tally.NONE).minus(before).plus(after);
    if (tally.isEmpty()) {
      tallies.remove(member);
    } else {
      tallies.put(member, tally);
    }
    long more = after.sums().activities() - before.sums().activities();
    active
        .computeIfAbsent(member, ignored -> new HashMap<>())
        .merge(day.athlete(), more, (one, other) -> one + other == 0 ? null : one + other);
  }

  @Override
  void publish(long newestRecord) {
    TreeSet<String> names = new TreeSet<>(tallies.keySet());
    names.addAll(members.keySet());
    Map<GroupBy, List<GroupStanding>> standings = new EnumMap<>(GroupBy.class);
    Fingerprint version = name(newestRecord);
    for (String member : names) {
      GroupBy by = GroupBy.values()[member.charAt(0)];
      GroupStanding standing = standing(member);
      standings.computeIfAbsent(by, ignored -> new ArrayList<>()).add(standing);
      version = version.plus(standing.fingerprint(by));
    }
    standings.replaceAll((by, list) -> List.copyOf(list));
    snapshot = new Snapshot.Groups(standings, version, newestRecord);
  }

  private Map<String, Tally> tallies(AthleteDay day, DayRow row) {
    if (row.parts().isEmpty() || !counts(day.athlete())) {
      return Map.of();
    }
    String department = department(day);
    if (!isOf(department)) {
      return Map.of();
    }
    Map<String, Sums> sums = new HashMap<>();
    for (DayRow.Part part : row.parts()) {
      if (counts(part)) {
        for (String member : membersOf(part.sport(), department)) {
          sums.merge(member, part.sums(), Sums::plus);
        }
      }
    }
    Map<String, Tally> tallies = HashMap.newHashMap(sums.size());
    sums.forEach((member, sum) -> tallies.put(member, new Tally(sum, 1)));
    return tallies;
  }

  private boolean counts(String athlete) {
    return groups.hidden() || roster().shown(athlete).isPresent();
  }

  private static List<String> membersOf(String sport, @Nullable String department) {
    String company = name(GroupBy.COMPANY, "");
    String ofSport = name(GroupBy.SPORTS, sport);
    return department == null
        ? List.of(company, ofSport)
        : List.of(company, ofSport, name(GroupBy.DEPARTMENTS, department));
  }

  private GroupStanding standing(String name) {
    return new GroupStanding(
        name.substring(1),
        tallies.getOrDefault(name, Tally.NONE),
        active.getOrDefault(name, Map.of()).size(),
        members.getOrDefault(name, 0L));
  }

  private static String name(GroupBy by, String id) {
    return (char) by.ordinal() + id;
  }
}
