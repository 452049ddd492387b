package io.stridelake.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.activity.ActivityAnswerer;
import io.stridelake.ranking.activity.ActivityExplanation;
import io.stridelake.ranking.activity.ActivityQuery;
import io.stridelake.ranking.activity.ActivityQuery.Filter;
import io.stridelake.ranking.activity.ActivityQuery.Found;
import io.stridelake.ranking.activity.Explainer;
import io.stridelake.ranking.activity.KeptActivity;
import io.stridelake.ranking.activity.Spot;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.rules.RuleSet;
import io.stridelake.scoring.Points;
import io.stridelake.topics.Partitions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Compares what the stores say of single activities with the oracle. */
final class ActivitiesComparison {
  private final Company company;
  private final Oracle oracle;
  private final Explainer explainer;

  ActivitiesComparison(Company company, Oracle oracle, RuleSet rules) {
    this.company = company;
    this.oracle = oracle;
    this.explainer = new Explainer(rules);
  }

  void compare(List<KeyValueStore<Bytes, byte[]>> stores, Random random) {
    Map<ActivityKey, Oracle.Verdict> verdicts = oracle.verdicts();
    Set<AthleteId> athletes = new HashSet<>();
    verdicts.keySet().forEach(key -> athletes.add(key.athlete()));
    company.deleted.forEach(key -> athletes.add(key.athlete()));
    Map<ActivityKey, Oracle.Verdict> kept = new TreeMap<>();
    Set<ActivityKey> gone = new HashSet<>();
    for (AthleteId athlete : athletes) {
      List<KeptActivity> all =
          ask(stores.get(Partitions.ofAthlete(athlete, stores.size())), athlete);
      for (KeptActivity activity : all) {
        switch (activity.row()) {
          case ActivityRow.Known known -> kept.put(activity.key(), verdict(activity.key(), known));
          case ActivityRow.Gone _ -> gone.add(activity.key());
        }
        explain(all, activity.key(), verdicts);
      }
    }
    assertThat(kept).isEqualTo(verdicts);
    assertThat(gone).isEqualTo(company.deleted);
    search(stores, random);
  }

  private Oracle.Verdict verdict(ActivityKey key, ActivityRow.Known known) {
    assertThat(known.activity()).isEqualTo(company.activity(key));
    return new Oracle.Verdict(
        known.contribution().notCounted(), known.contribution().sums().points());
  }

  private void explain(
      List<KeptActivity> all, ActivityKey key, Map<ActivityKey, Oracle.Verdict> verdicts) {
    ActivityExplanation explanation =
        explainer.explain(all, key.provider(), key.externalId()).orElseThrow();
    Oracle.Verdict verdict = verdicts.get(explanation.key());
    if (verdict == null) {
      assertThat(explanation.reason()).isEqualTo("deleted");
      assertThat(explanation.counted()).isFalse();
      return;
    }
    assertThat(explanation.points()).isEqualTo(new Points(verdict.points()));
    assertThat(explanation.counted()).isEqualTo(verdict.reason() == null);
    if (!"cap".equals(explanation.reason())) {
      assertThat(explanation.reason()).isEqualTo(verdict.reason());
    }
    if (explanation.counted()) {
      assertThat(explanation.steps().getLast().points()).isEqualTo(explanation.points());
    }
    ActivityKey instead = explanation.countsInstead();
    assertThat(instead != null).isEqualTo("duplicate".equals(verdict.reason()));
    if (instead != null) {
      assertThat(Objects.requireNonNull(verdicts.get(instead)).reason()).isNull();
    }
  }

  /** Reads the catalogue page by page, from all partitions. */
  private void search(List<KeyValueStore<Bytes, byte[]>> stores, Random random) {
    LocalDate from = Company.day(random.nextInt(5));
    LocalDate to = from.plusDays(random.nextInt(30));
    Filter filter =
        new Filter(
            from,
            to,
            random.nextInt(3) == 0 ? new AthleteId("a-0") : null,
            random.nextInt(3) == 0 ? "Run" : null,
            random.nextInt(3) == 0 ? "strava" : null);
    int limit = 1 + random.nextInt(4);
    int mostRows = 1 + random.nextInt(10);
    List<ActivityKey> found = new ArrayList<>();
    Spot after = null;
    do {
      Found page = merged(stores, filter, after, limit, mostRows);
      assertThat(page.activities()).hasSizeLessThanOrEqualTo(limit);
      page.activities().forEach(kept -> found.add(kept.key()));
      after = page.reached();
    } while (after != null);
    assertThat(found).containsExactlyElementsOf(expected(filter));
  }

  private List<ActivityKey> expected(Filter filter) {
    return company.activities.entrySet().stream()
        .filter(entry -> fits(entry.getKey(), entry.getValue(), filter))
        .map(entry -> new Spot(entry.getValue().localStart(), entry.getKey()))
        .sorted()
        .map(Spot::key)
        .toList();
  }

  private static boolean fits(ActivityKey key, Activity activity, Filter filter) {
    return !activity.localDate().isBefore(filter.from())
        && !activity.localDate().isAfter(filter.to())
        && (filter.athlete() == null || filter.athlete().equals(key.athlete()))
        && (filter.sport() == null || filter.sport().equals(activity.sport().name()))
        && (filter.provider() == null || filter.provider().equals(key.provider()));
  }

  private static Found merged(
      List<KeyValueStore<Bytes, byte[]>> stores,
      Filter filter,
      @Nullable Spot after,
      int limit,
      int mostRows) {
    List<Found> answers = new ArrayList<>();
    for (KeyValueStore<Bytes, byte[]> store : stores) {
      ActivityQuery.Search search = new ActivityQuery.Search(filter, after, limit);
      answers.add((Found) new ActivityAnswerer(store, mostRows).answer(search));
    }
    Spot reached =
        answers.stream()
            .map(Found::reached)
            .filter(Objects::nonNull)
            .min(Spot::compareTo)
            .orElse(null);
    List<KeptActivity> all =
        answers.stream()
            .flatMap(answer -> answer.activities().stream())
            .sorted(Comparator.comparing(ActivitiesComparison::spot))
            .filter(kept -> reached == null || spot(kept).compareTo(reached) <= 0)
            .toList();
    return all.size() <= limit
        ? new Found(all, reached)
        : new Found(all.subList(0, limit), spot(all.get(limit - 1)));
  }

  private static Spot spot(KeptActivity kept) {
    return new Spot(((ActivityRow.Known) kept.row()).activity().localStart(), kept.key());
  }

  private static List<KeptActivity> ask(KeyValueStore<Bytes, byte[]> store, AthleteId athlete) {
    return store
        .query(
            new ActivityQuery.OfAthlete(athlete), PositionBound.unbounded(), new QueryConfig(false))
        .getResult();
  }
}
