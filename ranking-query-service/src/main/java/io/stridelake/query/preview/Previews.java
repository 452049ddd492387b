package io.stridelake.query.preview;

import io.stridelake.calendar.Period;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.merge.GroupBoard;
import io.stridelake.query.partition.Group;
import io.stridelake.query.partition.Grouping;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.View;
import io.stridelake.query.preview.PreviewDocument.Change;
import io.stridelake.query.preview.PreviewDocument.Named;
import io.stridelake.query.preview.PreviewDocument.Summary;
import io.stridelake.query.ranking.WholeBoards;
import io.stridelake.query.ranking.WholeBoards.Member;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.rules.Board;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compares boards of two generations, and keeps what came of it for a while, so that further pages
 * are of the same comparison. A board that one of them has not is empty there.
 */
@Singleton
final class Previews {
  /** So many comparisons are kept, about 200 bytes a member. */
  private static final int KEPT = 4;

  private static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private final WholeBoards boards;
  private final PartitionClient partitions;
  private final Map<UUID, Preview> kept = new LinkedHashMap<>();

  Previews(WholeBoards boards, PartitionClient partitions) {
    this.boards = boards;
    this.partitions = partitions;
  }

  /**
   * What is compared.
   *
   * @param board its id
   */
  record Subject(Generation from, Generation to, String board, Period period) {
    /** Whether a page of one belongs to the other. */
    boolean isSame(Subject other) {
      return from.id() == other.from.id()
          && to.id() == other.to.id()
          && board.equals(other.board)
          && period.equals(other.period);
    }
  }

  /** What came of it. */
  record Preview(UUID id, Subject subject, Summary summary, List<Movement> movements, long nanos) {}

  /** Compares now. */
  Preview compare(Subject subject) {
    List<Movement> movements =
        Movement.of(board(subject.from(), subject), board(subject.to(), subject));
    Map<String, Group> before = points(subject.from(), Grouping.DEPARTMENTS, subject.period());
    Map<String, Group> after = points(subject.to(), Grouping.DEPARTMENTS, subject.period());
    Named company =
        named(
            "",
            points(subject.from(), Grouping.COMPANY, subject.period()).get(""),
            points(subject.to(), Grouping.COMPANY, subject.period()).get(""));
    Preview preview =
        new Preview(
            UUID.randomUUID(),
            subject,
            Summary.of(
                movements,
                new Change(company.before(), company.after()),
                departments(before, after)),
            movements,
            System.nanoTime());
    keep(preview);
    return preview;
  }

  /** An earlier comparison, if it is kept. */
  synchronized Optional<Preview> find(UUID id) {
    drop();
    return Optional.ofNullable(kept.get(id));
  }

  private synchronized void keep(Preview preview) {
    drop();
    kept.put(preview.id(), preview);
    if (kept.size() > KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  private void drop() {
    long now = System.nanoTime();
    kept.values().removeIf(preview -> now - preview.nanos() > KEPT_FOR.toNanos());
  }

  private List<Member> board(Generation generation, Subject subject) {
    Board board = generation.rules().board(subject.board()).orElse(null);
    return board == null ? List.of() : boards.read(generation, board, subject.period());
  }

  private Map<String, Group> points(Generation generation, Grouping by, Period period) {
    View view = View.of(null, period, null, null, generation.lock());
    Map<String, Group> groups = new TreeMap<>();
    GroupBoard.sums(
            partitions
                .ask(generation.id(), view, PartitionQuery.groups(by, true), null, false)
                .groups())
        .forEach(group -> groups.put(group.id(), group));
    return groups;
  }

  private static List<Named> departments(Map<String, Group> before, Map<String, Group> after) {
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    List<Named> departments = new ArrayList<>();
    ids.forEach(id -> departments.add(named(id, before.get(id), after.get(id))));
    departments.sort(
        Comparator.comparing((Named one) -> one.after().subtract(one.before()).abs()).reversed());
    return departments;
  }

  private static Named named(String id, @Nullable Group before, @Nullable Group after) {
    return new Named(
        id,
        Amounts.points(before == null ? 0 : before.points()),
        Amounts.points(after == null ? 0 : after.points()));
  }
}
