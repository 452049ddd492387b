package io.stridelake.ranking.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OrderStatisticTreeTest {
  @Property(tries = 300)
  void shouldEqualASortedSetAfterAnyChanges(
      @ForAll @Size(max = 400) List<@IntRange(min = -200, max = 200) Integer> changes) {
    TreeSet<Integer> expected = new TreeSet<>();
    OrderStatisticTree<Integer> tree = OrderStatisticTree.empty(Comparator.naturalOrder());

    for (int change : changes) {
      int element = Math.abs(change) / 2;
      if (change >= 0) {
        expected.add(element);
        tree = tree.with(element);
      } else {
        expected.remove(element);
        tree = tree.without(element);
      }
    }

    List<Integer> sorted = new ArrayList<>(expected);
    assertThat(tree.slice(0, Integer.MAX_VALUE)).isEqualTo(sorted);
    for (int position = 0; position < sorted.size(); position++) {
      int element = sorted.get(position);
      assertThat(tree.get(position)).isEqualTo(element);
      assertThat(tree.countFirst(other -> other < element)).isEqualTo(position);
      assertThat(tree.slice(position, 3))
          .isEqualTo(sorted.subList(position, Math.min(position + 3, sorted.size())));
    }
  }

  @Property(tries = 50)
  void shouldStayShallowWhateverTheOrderOfInsertion(
      @ForAll @IntRange(min = 1, max = 5000) int size, @ForAll boolean ascending) {
    OrderStatisticTree<Integer> tree = OrderStatisticTree.empty(Comparator.naturalOrder());

    for (int i = 0; i < size; i++) {
      tree = tree.with(ascending ? i : -i);
    }

    int[] visited = {0};
    tree.countFirst(
        element -> {
          visited[0]++;
          return true;
        });
    assertThat(visited[0]).isLessThanOrEqualTo(3 + (int) (2.5 * Math.log(size) / Math.log(2)));
  }

  @Property(tries = 50)
  void shouldLeaveEarlierSnapshotsAlone(@ForAll @Size(min = 1, max = 100) List<Integer> elements) {
    OrderStatisticTree<Integer> before =
        OrderStatisticTree.ofSorted(
            Comparator.naturalOrder(), new ArrayList<>(new TreeSet<>(elements)));
    List<Integer> content = before.slice(0, Integer.MAX_VALUE);

    OrderStatisticTree<Integer> after = before.without(elements.getFirst()).with(Integer.MIN_VALUE);

    assertThat(before.slice(0, Integer.MAX_VALUE)).isEqualTo(content);
    assertThat(after.get(0)).isEqualTo(Integer.MIN_VALUE);
  }
}
