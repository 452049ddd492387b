package io.stridelake.query.preview;

import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.merge.GroupBoard;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.Attempts;
import io.stridelake.query.partition.Group;
import io.stridelake.query.partition.Grouping;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.View;
import io.stridelake.query.preview.PreviewDocument.Summary;
import io.stridelake.query.preview.Subject.Asked;
import io.stridelake.query.preview.Subject.Side;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.ranking.WholeBoards;
import io.stridelake.query.ranking.WholeBoards.Member;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Compares boards of two generations, and keeps what came of it for a while, so that further pages
 * are of the same comparison. One comparison is made at a time: two boards are in memory for it.
 */
@Singleton
final class Previews {
  private static final int MOST_KEPT = 4;

  /** Of all that are kept together; about 400 bytes each. */
  private static final int MOST_MOVEMENTS = WholeBoards.MOST_MEMBERS;

  private static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private final WholeBoards boards;
  private final PartitionClient partitions;
  private final ClusterWatch watch;
  private final ReentrantLock comparing = new ReentrantLock(true);
  private final Map<UUID, Preview> kept = new LinkedHashMap<>();

  Previews(WholeBoards boards, PartitionClient partitions, ClusterWatch watch) {
    this.boards = boards;
    this.partitions = partitions;
    this.watch = watch;
  }

  /**
   * What came of a comparison.
   *
   * @param epoch of the control log before it was made
   * @param nanos when it was made
   */
  record Preview(
      UUID id,
      Subject subject,
      Summary summary,
      List<Movement> movements,
      long epoch,
      long nanos) {}

  /** Compares now. */
  Preview compare(Subject subject) {
    comparing.lock();
    try {
      long epoch = watch.map().epoch();
      List<Movement> movements = Movement.of(members(subject.from()), members(subject.to()));
      Summary summary = Summary.of(movements, sums(subject.from()), sums(subject.to()));
      Preview preview =
          new Preview(UUID.randomUUID(), subject, summary, movements, epoch, System.nanoTime());
      keep(preview);
      return preview;
    } finally {
      comparing.unlock();
    }
  }

  /**
   * An earlier comparison.
   *
   * @throws ProblemException if it is not kept any more, or a decision about generations was taken
   *     since, or it was asked for in other words
   */
  Preview kept(UUID id, Asked asked) {
    Preview preview = find(id);
    if (preview == null || preview.epoch() != watch.map().epoch()) {
      throw ProblemException.of(
          ProblemType.STALE_CURSOR, "the comparison is not kept any more: start again");
    }
    if (!preview.subject().asked().equals(asked)) {
      throw PreviewParameters.badCursor();
    }
    return preview;
  }

  private synchronized @Nullable Preview find(UUID id) {
    drop();
    return kept.get(id);
  }

  private synchronized void keep(Preview preview) {
    drop();
    kept.put(preview.id(), preview);
    while (kept.size() > MOST_KEPT || (kept.size() > 1 && movements() > MOST_MOVEMENTS)) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  private long movements() {
    return kept.values().stream().mapToLong(preview -> preview.movements().size()).sum();
  }

  private void drop() {
    long now = System.nanoTime();
    kept.values().removeIf(preview -> now - preview.nanos() > KEPT_FOR.toNanos());
  }

  private List<Member> members(Side side) {
    return side.board() == null
        ? List.of()
        : boards.read(side.generation(), side.board(), side.period());
  }

  /** The company and its departments, both from one state. */
  private Summary.Sums sums(Side side) {
    GenerationIdentity generation = side.generation().identity();
    View view = View.of(null, side.period(), null, null, side.generation().lock());
    return Attempts.run(
        pin -> {
          PartitionQuery whole = PartitionQuery.groups(Grouping.COMPANY, true);
          PartitionQuery parts = PartitionQuery.groups(Grouping.DEPARTMENTS, true);
          Answers company = partitions.ask(generation, view, whole, null, pin);
          Answers departments = partitions.ask(generation, view, parts, company.snapshots(), false);
          List<Group> sums = GroupBoard.sums(company.groups());
          return new Summary.Sums(
              sums.isEmpty() ? Group.empty("") : sums.getFirst(),
              GroupBoard.sums(departments.groups()));
        });
  }
}
