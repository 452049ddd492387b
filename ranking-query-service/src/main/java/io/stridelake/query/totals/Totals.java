package io.stridelake.query.totals;

import io.stridelake.calendar.Period;
import io.stridelake.query.answer.AnswerCache;
import io.stridelake.query.answer.Evaluated;
import io.stridelake.query.answer.JsonAnswers;
import io.stridelake.query.answer.Told;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.document.AsOf;
import io.stridelake.query.document.Hash;
import io.stridelake.query.document.PeriodDocument;
import io.stridelake.query.merge.GroupBoard;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.Attempts;
import io.stridelake.query.partition.Group;
import io.stridelake.query.partition.Grouping;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.Snapshots;
import io.stridelake.query.partition.View;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.totals.TotalsDocument.NamedTotal;
import io.stridelake.query.totals.TotalsDocument.Total;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** Adds up the company, its departments and sports, all three from one state. */
@Singleton
final class Totals {
  private static final Comparator<Group> ORDER =
      Comparator.comparingLong(Group::points).reversed().thenComparing(Group::id);

  /** What is asked of the standings. */
  private record Question(Period period, boolean partial) {}

  private final PartitionClient partitions;
  private final AnswerCache cache;
  private final JsonAnswers json;

  Totals(PartitionClient partitions, AnswerCache cache, JsonAnswers json) {
    this.partitions = partitions;
    this.cache = cache;
    this.json = json;
  }

  /**
   * The totals of a period.
   *
   * @param partial whether partitions that have no answer may be missing
   */
  Told of(Generation generation, Period period, boolean partial) {
    View view = View.of(null, period, null, null, generation.lock());
    return cache.answer(
        generation.key(new Question(period, partial)),
        () ->
            Attempts.run(
                pin ->
                    evaluate(
                        generation,
                        period,
                        view,
                        newest(
                            generation,
                            view,
                            PartitionQuery.groups(Grouping.COMPANY, true),
                            partial,
                            pin))),
        evaluated ->
            evaluated.confirmedBy(
                newest(generation, view, PartitionQuery.version(), partial, false).snapshots()));
  }

  private Answers newest(
      Generation generation, View view, PartitionQuery query, boolean partial, boolean pin) {
    return partial
        ? partitions.askThoseThere(generation.identity(), view, query, pin)
        : partitions.ask(generation.identity(), view, query, null, pin);
  }

  private Evaluated evaluate(Generation generation, Period period, View view, Answers company) {
    GenerationIdentity identity = generation.identity();
    Snapshots snapshots = company.snapshots();
    List<Group> sums = GroupBoard.sums(company.groups());
    TotalsDocument document =
        new TotalsDocument(
            PeriodDocument.of(period, generation.isLocked()),
            generation.id(),
            generation.rules().version(),
            version(generation, period, snapshots),
            AsOf.of(snapshots),
            snapshots.isComplete(),
            Total.of(sums.isEmpty() ? Group.empty("") : sums.getFirst()),
            named(groups(identity, view, Grouping.DEPARTMENTS, snapshots)),
            named(groups(identity, view, Grouping.SPORTS, snapshots)));
    return new Evaluated(json.of(generation.source(), document), snapshots, false);
  }

  private Answers groups(
      GenerationIdentity generation, View view, Grouping by, Snapshots snapshots) {
    return partitions.ask(generation, view, PartitionQuery.groups(by, true), snapshots, false);
  }

  private static String version(Generation generation, Period period, Snapshots snapshots) {
    return Hash.of(
        snapshots.sum(),
        Hash.of(generation.source().parts()),
        "totals",
        period.kind(),
        period.id());
  }

  private static List<NamedTotal> named(Answers answers) {
    return GroupBoard.sums(answers.groups()).stream().sorted(ORDER).map(NamedTotal::of).toList();
  }
}
