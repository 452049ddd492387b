package io.stridelake.query.totals;

import io.stridelake.calendar.Period;
import io.stridelake.query.answer.Answer;
import io.stridelake.query.answer.AnswerCache;
import io.stridelake.query.answer.Evaluated;
import io.stridelake.query.answer.JsonAnswers;
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
import io.stridelake.query.vocabulary.Vocabularies;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the company, its departments and sports, all three from one state. */
@Singleton
final class Totals {
  private static final Comparator<Group> ORDER =
      Comparator.comparingLong(Group::points).reversed().thenComparing(Group::id);

  private record Key(int generation, Period period, boolean locked) {}

  private final PartitionClient partitions;
  private final Vocabularies vocabularies;
  private final AnswerCache cache;
  private final JsonAnswers json;

  Totals(
      PartitionClient partitions, Vocabularies vocabularies, AnswerCache cache, JsonAnswers json) {
    this.partitions = partitions;
    this.vocabularies = vocabularies;
    this.cache = cache;
    this.json = json;
  }

  /** The totals of a period. */
  Answer of(Generation generation, Period period) {
    boolean locked =
        period.kind().equals("season")
            && vocabularies.of(generation.id()).seasonsLocked().contains(period.id());
    View view = View.of(null, period, null, null);
    return cache.answer(
        new Key(generation.id(), period, locked),
        () -> Attempts.run(pin -> evaluate(generation, period, locked, view, pin)),
        evaluated ->
            partitions
                .ask(generation.id(), view, PartitionQuery.version(), null, false)
                .snapshots()
                .equals(evaluated.snapshots()));
  }

  private Evaluated evaluate(
      Generation generation, Period period, boolean locked, View view, boolean pin) {
    int id = generation.id();
    Answers company = groups(id, view, Grouping.COMPANY, null, pin);
    Snapshots snapshots = company.snapshots();
    List<Group> sums = GroupBoard.sums(company.groups());
    TotalsDocument document =
        new TotalsDocument(
            PeriodDocument.of(period, locked),
            id,
            generation.rules().version(),
            version(generation, period, snapshots),
            AsOf.of(snapshots),
            true,
            Total.of(sums.isEmpty() ? Group.empty("") : sums.getFirst()),
            named(groups(id, view, Grouping.DEPARTMENTS, snapshots, false)),
            named(groups(id, view, Grouping.SPORTS, snapshots, false)));
    return new Evaluated(json.of(document), snapshots, false);
  }

  private Answers groups(
      int generation, View view, Grouping by, @Nullable Snapshots snapshots, boolean pin) {
    return partitions.ask(generation, view, PartitionQuery.groups(by, true), snapshots, pin);
  }

  private static String version(Generation generation, Period period, Snapshots snapshots) {
    return Hash.of(
        snapshots.sum(),
        generation.id(),
        generation.rules().version(),
        "totals",
        period.kind(),
        period.id());
  }

  private static List<NamedTotal> named(Answers answers) {
    return GroupBoard.sums(answers.groups()).stream().sorted(ORDER).map(NamedTotal::of).toList();
  }
}
