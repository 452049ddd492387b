package io.stridelake.query.vocabulary;

import io.stridelake.calendar.Period;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.Attempts;
import io.stridelake.query.partition.Group;
import io.stridelake.query.partition.Grouping;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.Snapshots;
import io.stridelake.query.partition.View;
import io.stridelake.query.problem.RestoringException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the names of departments and sports from every partition of a generation, all of one
 * state. Names from fewer partitions are no vocabulary: a department that is missing in them may
 * exist.
 */
@Singleton
public final class Vocabularies {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final View ALL_TIME = View.of(null, Period.ALL_TIME, null, null, null);

  private record Kept(Vocabulary vocabulary, Snapshots snapshots, long at) {
    boolean isFresh() {
      return System.nanoTime() - at < FRESH.toNanos();
    }
  }

  private final ClusterWatch watch;
  private final PartitionClient partitions;
  private final Map<GenerationIdentity, Kept> kept = new ConcurrentHashMap<>();

  Vocabularies(ClusterWatch watch, PartitionClient partitions) {
    this.watch = watch;
    this.partitions = partitions;
  }

  /**
   * The names in a generation, at most two seconds old.
   *
   * @throws RestoringException if a partition cannot answer
   */
  public Vocabulary present(GenerationIdentity generation) {
    Kept last = kept.get(generation);
    if (last != null && last.isFresh()) {
      return last.vocabulary();
    }
    long at = System.nanoTime();
    Kept collected = Attempts.run(pin -> collect(generation, last, at, pin));
    kept.keySet().removeIf(old -> !watch.map().generations().containsKey(old.id()));
    kept.put(generation, collected);
    return collected.vocabulary();
  }

  /**
   * The names in a generation; while a partition cannot answer, those that were collected last, as
   * they change seldom. They fill lists, but do not prove that there is no other name.
   *
   * @throws RestoringException if they were never collected and cannot be now
   */
  public Vocabulary lastKnown(GenerationIdentity generation) {
    try {
      return present(generation);
    } catch (RestoringException e) {
      Kept last = kept.get(generation);
      if (last == null) {
        throw e;
      }
      return last.vocabulary();
    }
  }

  private Kept collect(GenerationIdentity generation, @Nullable Kept last, long at, boolean pin) {
    if (last != null) {
      Snapshots now =
          partitions.ask(generation, ALL_TIME, PartitionQuery.version(), null, false).snapshots();
      if (last.snapshots().isSameState(now)) {
        return new Kept(last.vocabulary(), now, at);
      }
    }
    Answers departments = groups(generation, Grouping.DEPARTMENTS, null, pin);
    Answers sports = groups(generation, Grouping.SPORTS, departments.snapshots(), false);
    return new Kept(new Vocabulary(names(departments), names(sports)), departments.snapshots(), at);
  }

  private Answers groups(
      GenerationIdentity generation, Grouping by, @Nullable Snapshots snapshots, boolean pin) {
    return partitions.ask(generation, ALL_TIME, PartitionQuery.groups(by, true), snapshots, pin);
  }

  private static List<String> names(Answers answers) {
    return List.copyOf(
        new TreeSet<>(
            answers.groups().stream().flatMap(Collection::stream).map(Group::id).toList()));
  }
}
