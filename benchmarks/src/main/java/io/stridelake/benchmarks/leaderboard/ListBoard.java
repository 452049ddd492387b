package io.stridelake.benchmarks.leaderboard;

import io.stridelake.ranking.leaderboard.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A sorted list, which is sorted again after each change. */
final class ListBoard implements RankedBoard {
  private final ArrayList<Place> order;
  private final Map<String, Place> places = new HashMap<>();

  ListBoard(Collection<Place> members) {
    order = new ArrayList<>(members);
    Collections.sort(order);
    members.forEach(place -> places.put(place.id(), place));
  }

  @Override
  public int rank(String id) {
    return 1 + countAbove(place(id).score());
  }

  @Override
  public List<Place> page(@Nullable Place after, int limit) {
    int start = after == null ? 0 : Collections.binarySearch(order, after) + 1;
    return List.copyOf(order.subList(start, Math.min(order.size(), start + limit)));
  }

  @Override
  public List<Place> around(String id, int each) {
    int position = Collections.binarySearch(order, place(id));
    List<Place> around = new ArrayList<>(order.subList(Math.max(0, position - each), position));
    around.addAll(order.subList(position + 1, Math.min(order.size(), position + 1 + each)));
    return around;
  }

  @Override
  public int countAbove(long score) {
    return -1 - Collections.binarySearch(order, new Place(score, ""));
  }

  @Override
  public void move(String id, long score) {
    Place place = new Place(score, id);
    order.set(Collections.binarySearch(order, place(id)), place);
    Collections.sort(order);
    places.put(id, place);
  }

  private Place place(String id) {
    return Objects.requireNonNull(places.get(id), id);
  }
}
