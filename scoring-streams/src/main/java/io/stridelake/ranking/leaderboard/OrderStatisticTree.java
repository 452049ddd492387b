package io.stridelake.ranking.leaderboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted set that knows positions: a weight-balanced tree in which every node carries
 * the size of its subtree (T. Cormen et al., "Introduction to Algorithms", "Augmenting data
 * structures").
 *
 * <p><b>Snapshots.</b> A change copies the nodes on the way from the root to the changed one and
 * shares all others with its predecessor (J. Driscoll et al., "Making data structures persistent",
 * 1989). A reader that holds a tree therefore holds a snapshot for as long as it likes, and takes
 * no lock.
 *
 * <p><b>Balance.</b> The weight of a subtree is 1 + its size, and no child is more than three times
 * as heavy as its sibling. So a step down leaves at most ¾ of the weight: a tree of n elements has
 * at most log(n + 1) ÷ log(4 ÷ 3) levels, 48 for a million, and 20 when it is built of sorted ones.
 * Such trees are by J. Nievergelt and E. Reingold, "Binary search trees of bounded balance" (1973);
 * without mutation by S. Adams, "Efficient sets: a balancing act" (1993); the parameters (3, 2),
 * for which one rotation is enough after each change, were proved by Y. Hirai and K. Yamamoto,
 * "Balancing weight-balanced trees" (2011).
 *
 * <p><b>Trade-off.</b> All operations take O(log n). A sorted array would answer faster and take
 * less memory, and cost O(n) for a change; counts by score in a Fenwick tree are faster still and
 * have no rows and no snapshots. The measured difference is in {@code benchmarks}.
 *
 * @param <E> the elements; two that compare as equal are the same element
 */
final class OrderStatisticTree<E> {
  private static final int DELTA = 3;
  private static final int GAMMA = 2;

  private record Node<E>(E element, @Nullable Node<E> left, @Nullable Node<E> right, int size) {}

  private final Comparator<? super E> order;
  private final @Nullable Node<E> root;

  private OrderStatisticTree(Comparator<? super E> order, @Nullable Node<E> root) {
    this.order = order;
    this.root = root;
  }

  /** A tree without elements. */
  static <E> OrderStatisticTree<E> empty(Comparator<? super E> order) {
    return new OrderStatisticTree<>(order, null);
  }

  /** A perfectly balanced tree of distinct elements that are sorted already; takes O(n). */
  static <E> OrderStatisticTree<E> ofSorted(Comparator<? super E> order, List<E> sorted) {
    return new OrderStatisticTree<>(order, balanced(sorted, 0, sorted.size()));
  }

  int size() {
    return size(root);
  }

  /** This tree with the element added, or put in the place of the one that equals it. */
  OrderStatisticTree<E> with(E element) {
    return new OrderStatisticTree<>(order, insert(root, element));
  }

  /** This tree without the element that equals the given one, if there is any. */
  OrderStatisticTree<E> without(E element) {
    return new OrderStatisticTree<>(order, delete(root, element));
  }

  /**
   * The element for which the probe gives 0.
   *
   * @param probe negative for elements before the one sought, positive for those after it
   */
  Optional<E> find(ToIntFunction<? super E> probe) {
    Node<E> node = root;
    while (node != null) {
      int direction = probe.applyAsInt(node.element);
      if (direction == 0) {
        return Optional.of(node.element);
      }
      node = direction < 0 ? node.right : node.left;
    }
    return Optional.empty();
  }

  /**
   * How many elements satisfy a condition that holds for the first elements and for none after
   * them.
   */
  int countFirst(Predicate<? super E> condition) {
    int count = 0;
    Node<E> node = root;
    while (node != null) {
      if (condition.test(node.element)) {
        count += size(node.left) + 1;
        node = node.right;
      } else {
        node = node.left;
      }
    }
    return count;
  }

  /** The elements at the positions from {@code start} on, at most {@code limit} of them. */
  List<E> slice(int start, int limit) {
    List<E> slice = new ArrayList<>(Math.max(0, Math.min(limit, size() - start)));
    walk(root, start, limit, slice);
    return slice;
  }

  /**
   * The element at a position.
   *
   * @throws IndexOutOfBoundsException unless 0 ≤ position &lt; size
   */
  E get(int position) {
    int left = position;
    Node<E> node = root;
    while (node != null) {
      int before = size(node.left);
      if (left == before) {
        return node.element;
      }
      if (left < before) {
        node = node.left;
      } else {
        left -= before + 1;
        node = node.right;
      }
    }
    throw new IndexOutOfBoundsException("position " + position + " of " + size());
  }

  private static <E> void walk(@Nullable Node<E> node, int start, int limit, List<E> into) {
    if (node == null || into.size() >= limit || start >= node.size) {
      return;
    }
    int before = size(node.left);
    if (start < before) {
      walk(node.left, start, limit, into);
    }
    if (start <= before && into.size() < limit) {
      into.add(node.element);
    }
    walk(node.right, Math.max(0, start - before - 1), limit, into);
  }

  private static int size(@Nullable Node<?> node) {
    return node == null ? 0 : node.size;
  }

  private static <E> @Nullable Node<E> balanced(List<E> sorted, int from, int to) {
    if (from >= to) {
      return null;
    }
    int middle = (from + to) >>> 1;
    return node(
        sorted.get(middle), balanced(sorted, from, middle), balanced(sorted, middle + 1, to));
  }

  private Node<E> insert(@Nullable Node<E> node, E element) {
    if (node == null) {
      return new Node<>(element, null, null, 1);
    }
    int direction = order.compare(element, node.element);
    if (direction < 0) {
      return balance(node.element, insert(node.left, element), node.right);
    }
    if (direction > 0) {
      return balance(node.element, node.left, insert(node.right, element));
    }
    return new Node<>(element, node.left, node.right, node.size);
  }

  private @Nullable Node<E> delete(@Nullable Node<E> node, E element) {
    if (node == null) {
      return null;
    }
    int direction = order.compare(element, node.element);
    if (direction < 0) {
      return balance(node.element, delete(node.left, element), node.right);
    }
    if (direction > 0) {
      return balance(node.element, node.left, delete(node.right, element));
    }
    return join(node.left, node.right);
  }

  private static <E> @Nullable Node<E> join(@Nullable Node<E> left, @Nullable Node<E> right) {
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    if (left.size > right.size) {
      E last = last(left);
      return balance(last, withoutLast(left), right);
    }
    E first = first(right);
    return balance(first, left, withoutFirst(right));
  }

  private static <E> E first(Node<E> node) {
    Node<E> first = node;
    while (first.left != null) {
      first = first.left;
    }
    return first.element;
  }

  private static <E> E last(Node<E> node) {
    Node<E> last = node;
    while (last.right != null) {
      last = last.right;
    }
    return last.element;
  }

  private static <E> @Nullable Node<E> withoutFirst(Node<E> node) {
    return node.left == null
        ? node.right
        : balance(node.element, withoutFirst(node.left), node.right);
  }

  private static <E> @Nullable Node<E> withoutLast(Node<E> node) {
    return node.right == null
        ? node.left
        : balance(node.element, node.left, withoutLast(node.right));
  }

  private static <E> Node<E> node(E element, @Nullable Node<E> left, @Nullable Node<E> right) {
    return new Node<>(element, left, right, size(left) + size(right) + 1);
  }

  private static <E> Node<E> balance(E element, @Nullable Node<E> left, @Nullable Node<E> right) {
    if (right != null && tooHeavy(right, left)) {
      return lifted(element, left, right);
    }
    if (left != null && tooHeavy(left, right)) {
      return lowered(element, left, right);
    }
    return node(element, left, right);
  }

  private static boolean tooHeavy(@Nullable Node<?> node, @Nullable Node<?> sibling) {
    return size(node) + 1 > DELTA * (size(sibling) + 1);
  }

  private static boolean single(@Nullable Node<?> inner, @Nullable Node<?> outer) {
    return size(inner) + 1 < GAMMA * (size(outer) + 1);
  }

  private static <E> Node<E> lifted(E element, @Nullable Node<E> left, Node<E> right) {
    Node<E> inner = right.left;
    if (inner == null || single(inner, right.right)) {
      return node(right.element, node(element, left, inner), right.right);
    }
    return node(
        inner.element,
        node(element, left, inner.left),
        node(right.element, inner.right, right.right));
  }

  private static <E> Node<E> lowered(E element, Node<E> left, @Nullable Node<E> right) {
    Node<E> inner = left.right;
    if (inner == null || single(inner, left.left)) {
      return node(left.element, left.left, node(element, inner, right));
    }
    return node(
        inner.element,
        node(left.element, left.left, inner.left),
        node(element, inner.right, right));
  }
}
