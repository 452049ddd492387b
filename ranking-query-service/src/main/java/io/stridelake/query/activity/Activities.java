package io.stridelake.query.activity;

import io.stridelake.calendar.PeriodKind;
import io.stridelake.query.answer.Answer;
import io.stridelake.query.answer.JsonAnswers;
import io.stridelake.query.document.Hash;
import io.stridelake.query.partition.ActivitiesAnswer;
import io.stridelake.query.partition.ActivitiesAnswer.Item;
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
  Answer page(Generation generation, Filter filter, @Nullable Behind behind, int limit) {
    List<ActivitiesAnswer> answers =
        ask(
            generation,
            filter.from(),
            filter.to(),
            new PartitionQuery.Activities(
                filter.athlete(), filter.sport(), filter.provider(), behind, limit));
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
    return json.of(
        new ActivitiesPage(
            generation.id(),
            generation.rules().version(),
            shown.stream().map(ActivitiesPage.Entry::of).toList(),
            next == null ? null : cursors.write(new ActivityCursors.Cursor(filter.hash(), next))));
  }

  /**
   * Why an activity counts as it does.
   *
   * @throws ProblemException if there is no such activity
   */
  Answer explanation(Generation generation, PartitionQuery.Explanation wanted) {
    return ask(generation, LocalDate.EPOCH, LocalDate.EPOCH, wanted).stream()
        .map(ActivitiesAnswer::explained)
        .filter(Objects::nonNull)
        .findFirst()
        .map(item -> json.of(ExplanationDocument.of(item, generation)))
        .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "there is no such activity"));
  }

  /**
   * Who an athlete is.
   *
   * @throws ProblemException if the roster has no such athlete
   */
  Answer athlete(Generation generation, String id) {
    ActivitiesAnswer answer = person(generation, id, LocalDate.EPOCH, LocalDate.EPOCH);
    return json.of(AthleteDocument.of(Objects.requireNonNull(answer.person())));
  }

  /**
   * What an athlete's activities added up to.
   *
   * @throws ProblemException if the roster has no such athlete
   */
  Answer points(Generation generation, String id, PeriodKind by, LocalDate from, LocalDate to) {
    ActivitiesAnswer answer = person(generation, id, from, to);
    return json.of(
        new PointsDocument(
            id,
            generation.id(),
            generation.rules().version(),
            by.id(),
            PointsDocument.sums(by, Objects.requireNonNull(answer.days()))));
  }

  private ActivitiesAnswer person(Generation generation, String id, LocalDate from, LocalDate to) {
    return ask(generation, from, to, new PartitionQuery.Person(id)).stream()
        .filter(answer -> answer.person() != null)
        .findFirst()
        .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "there is no such athlete"));
  }

  private List<ActivitiesAnswer> ask(
      Generation generation, LocalDate from, LocalDate to, PartitionQuery query) {
    View days = new View(null, from.toString(), to.toString(), null, null);
    return partitions.ask(generation.id(), days, query, null, false).activities();
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
