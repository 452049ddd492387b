package io.stridelake.query.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.query.partition.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However the members are partitioned, merging equals sorting all of them. */
class MergeProperties {
  @Property(tries = 300)
  void shouldEqualSortingEverything(
      @ForAll("boards") List<Row> members,
      @ForAll @IntRange(min = 1, max = 9) int partitions,
      @ForAll @IntRange(min = 1, max = 12) int limit) {
    List<Row> sorted = sorted(members);
    List<List<Row>> lists = partitioned(sorted, partitions);

    assertThat(Merge.first(lists, limit))
        .isEqualTo(sorted.subList(0, Math.min(limit, sorted.size())));
    assertThat(Merge.last(lists, limit))
        .isEqualTo(sorted.subList(Math.max(0, sorted.size() - limit), sorted.size()));
  }

  @Property(tries = 300)
  void shouldReadEverythingPageByPage(
      @ForAll("boards") List<Row> members,
      @ForAll @IntRange(min = 1, max = 9) int partitions,
      @ForAll @IntRange(min = 1, max = 12) int page) {
    List<Row> sorted = sorted(members);
    List<List<Row>> left = partitioned(sorted, partitions);
    List<Row> read = new ArrayList<>();

    while (left.stream().anyMatch(list -> !list.isEmpty())) {
      List<Row> next =
          Merge.certain(
              left.stream().map(list -> list.subList(0, Math.min(page, list.size()))).toList(),
              page);
      read.addAll(next);
      left =
          left.stream().map(list -> list.stream().filter(r -> !next.contains(r)).toList()).toList();
      assertThat(next).isNotEmpty();
    }

    assertThat(read).isEqualTo(sorted);
  }

  @Property(tries = 300)
  void shouldShareRanksAmongEquals(
      @ForAll("boards") List<Row> members, @ForAll @IntRange(min = 1, max = 7) int limit) {
    List<Row> sorted = sorted(members);
    List<Ranked<Row>> ranked = new ArrayList<>();
    for (int from = 0; from < sorted.size(); from += limit) {
      List<Row> page = sorted.subList(from, Math.min(sorted.size(), from + limit));
      ranked.addAll(Ranks.after(ranked.isEmpty() ? null : ranked.getLast().spot(), page));
    }

    for (int i = 0; i < sorted.size(); i++) {
      long score = sorted.get(i).score();
      long above = members.stream().filter(other -> other.score() > score).count();
      assertThat(ranked.get(i).spot().rank()).isEqualTo(above + 1);
      assertThat(ranked.get(i).spot().position()).isEqualTo(i + 1);
    }
  }

  @Provide
  Arbitrary<List<Row>> boards() {
    return Arbitraries.longs()
        .between(0, 5)
        .list()
        .ofMaxSize(60)
        .map(
            scores -> {
              List<Row> rows = new ArrayList<>();
              for (long score : scores) {
                String id = "a-" + rows.size();
                rows.add(new Row(id, id, null, score, score, 1, 1, 1, 1, 1, false));
              }
              return rows;
            });
  }

  private static List<Row> sorted(List<Row> members) {
    List<Row> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparing((Row row) -> -row.score()).thenComparing(Row::id));
    return sorted;
  }

  private static List<List<Row>> partitioned(List<Row> sorted, int partitions) {
    List<List<Row>> lists = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      int mine = partition;
      lists.add(
          sorted.stream()
              .filter(row -> Math.floorMod(row.id().hashCode(), partitions) == mine)
              .toList());
    }
    return lists;
  }
}
