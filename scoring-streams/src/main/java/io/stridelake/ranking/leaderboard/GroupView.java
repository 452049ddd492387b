package io.stridelake.ranking.leaderboard;

import io.stridelake.ranking.leaderboard.BoardView.GroupBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sums over athletes, by company, department or sport. */
final class GroupView extends LiveView {
  private static final String COMPANY = "";

  private final BoardView.Groups groups;
  private final Map<String, Long> members;
  private final Map<String, Tally> tallies = new TreeMap<>();

  /** How many counted activities each athlete has in each group. */
  private final Map<String, Map<String, Long>> active = new HashMap<>();

  private volatile Snapshot.Groups snapshot = new Snapshot.Groups(List.of(), Fingerprint.ZERO, 0);

  GroupView(BoardView view, BoardView.Groups groups, Roster roster) {
    super(view, roster);
    this.groups = groups;
    this.members = groups.by() == GroupBy.DEPARTMENTS ? roster.membersByDepartment() : Map.of();
  }

  @Override
  Snapshot.Groups snapshot() {
    return snapshot;
  }

  @Override
  boolean counts(String athlete) {
    return groups.hidden() || roster().shown(athlete).isPresent();
  }

  @Override
  @Nullable String memberOf(String athlete, String sport, @Nullable String department) {
    return switch (groups.by()) {
      case COMPANY -> COMPANY;
      case DEPARTMENTS -> department;
      case SPORTS -> sport;
    };
  }

  @Override
  void add(String athlete, String member, Tally tally) {
    replace(athlete, member, Tally.NONE, tally);
  }

  @Override
  void order() {}

  @Override
  void replace(String athlete, String member, Tally before, Tally after) {
    Tally tally = tallies.getOrDefault(member, Tally.NONE).minus(before).plus(after);
    if (tally.isEmpty()) {
      tallies.remove(member);
    } else {
      tallies.put(member, tally);
    }
    long more = after.sums().activities() - before.sums().activities();
    active
        .computeIfAbsent(member, ignored -> new HashMap<>())
        .merge(athlete, more, (one, other) -> one + other == 0 ? null : one + other);
  }

  @Override
  void publish(long newestRecord) {
    TreeSet<String> ids = new TreeSet<>(tallies.keySet());
    ids.addAll(members.keySet());
    List<GroupStanding> standings = new ArrayList<>(ids.size());
    Fingerprint version = Fingerprint.of("", "newest", "", newestRecord);
    for (String id : ids) {
      GroupStanding standing = standing(id);
      standings.add(standing);
      version = version.plus(standing.fingerprint());
    }
    snapshot = new Snapshot.Groups(standings, version, newestRecord);
  }

  private GroupStanding standing(String id) {
    return new GroupStanding(
        id,
        tallies.getOrDefault(id, Tally.NONE),
        active.getOrDefault(id, Map.of()).size(),
        members.getOrDefault(id, 0L));
  }
}
