package io.stridelake.query.activity;

import io.stridelake.calendar.PeriodKind;
import io.stridelake.query.answer.JsonAnswers;
import io.stridelake.query.answer.Told;
import io.stridelake.query.document.Hash;
import io.stridelake.query.partition.ActivitiesAnswer;
import io.stridelake.query.partition.ActivitiesAnswer.Item;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.Behind;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.View;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.ruleset.Generation;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers questions about single activities. */
@Singleton
final class Activities {
  private final PartitionClient partitions;
  private final ActivityCursors cursors;
  private final JsonAnswers json;

  Activities(PartitionClient partitions, ActivityCursors cursors, JsonAnswers json) {
    this.partitions = partitions;
    this.cursors = cursors;
    this.json = json;
  }

  /**
   * Which activities.
   *
   * @param athlete of this athlete only, or null
   * @param sport of this sport only, or null
   * @param provider of this provider only, or null
   */
  record Filter(
      @Nullable String athlete,
      @Nullable String sport,
      @Nullable String provider,
      LocalDate from,
      LocalDate to) {
    String hash() {
      return Hash.of(athlete, sport, provider, from, to);
    }
  }

  /**
   * A page of the catalogue, newest local start first.
   *
   * @param behind where to go on, or null for the first page
   */
  Told page(Generation generation, Filter filter, @Nullable Behind behind, int limit) {
    Answers all =
        ask(
            generation,
            filter.from(),
            filter.to(),
            new PartitionQuery.Activities(
                filter.athlete(), filter.sport(), filter.provider(), behind, limit));
    List<ActivitiesAnswer> answers = all.activities();
    Behind reached =
        answers.stream()
            .map(ActivitiesAnswer::reached)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    // What lies behind the place that the slowest partition reached may come out otherwise later.
    List<Item> items =
        answers.stream()
            .flatMap(answer -> Objects.requireNonNull(answer.found()).stream())
            .filter(item -> reached == null || behind(item).compareTo(reached) <= 0)
            .sorted(Comparator.comparing(Activities::behind))
            .toList();
    boolean more = items.size() > limit;
    List<Item> shown = more ? items.subList(0, limit) : items;
    Behind next = more ? behind(shown.getLast()) : reached;
    return told(
        generation,
        all,
        new ActivitiesPage(
            generation.id(),
            generation.rules().version(),
            shown.stream().map(ActivitiesPage.Entry::of).toList(),
            next == null
                ? null
                : cursors.write(
                    new ActivityCursors.Cursor(generation.source(), filter.hash(), next))));
  }

  /**
   * Why an activity counts as it does.
   *
   * @throws ProblemException if there is no such activity
   */
  Told explanation(Generation generation, PartitionQuery.Explanation wanted) {
    Answers all = ask(generation, LocalDate.EPOCH, LocalDate.EPOCH, wanted);
    return all.activities().stream()
        .map(ActivitiesAnswer::explained)
        .filter(Objects::nonNull)
        .findFirst()
        .map(item -> told(generation, all, ExplanationDocument.of(item, generation)))
        .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "there is no such activity"));
  }

  /**
   * Who an athlete is.
   *
   * @throws ProblemException if the roster has no such athlete
   */
  Told athlete(Generation generation, String id) {
    Answers all = ask(generation, LocalDate.EPOCH, LocalDate.EPOCH, new PartitionQuery.Person(id));
    return told(generation, all, AthleteDocument.of(Objects.requireNonNull(person(all).person())));
  }

  /**
   * What an athlete's activities added up to.
   *
   * @throws ProblemException if the roster has no such athlete
   */
  Told points(Generation generation, String id, PeriodKind by, LocalDate from, LocalDate to) {
    Answers all = ask(generation, from, to, new PartitionQuery.Person(id));
    return told(
        generation,
        all,
        new PointsDocument(
            id,
            generation.id(),
            generation.rules().version(),
            by.id(),
            PointsDocument.sums(by, Objects.requireNonNull(person(all).days()))));
  }

  private Told told(Generation generation, Answers answers, Object document) {
    return new Told(json.of(generation.source(), document), answers.standbys(), 0);
  }

  private static ActivitiesAnswer person(Answers all) {
    return all.activities().stream()
        .filter(answer -> answer.person() != null)
        .findFirst()
        .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "there is no such athlete"));
  }

  private Answers ask(Generation generation, LocalDate from, LocalDate to, PartitionQuery query) {
    View days = new View(null, from.toString(), to.toString(), null, null, null);
    return partitions.ask(generation.identity(), days, query, null, false);
  }

  private static Behind behind(Item item) {
    return new Behind(
        Objects.requireNonNull(item.facts()).localStart(),
        item.athlete(),
        item.provider(),
        item.externalId(),
        item.kind());
  }
}
