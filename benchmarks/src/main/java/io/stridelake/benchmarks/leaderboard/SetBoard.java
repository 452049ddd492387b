package io.stridelake.benchmarks.leaderboard;

import io.stridelake.ranking.leaderboard.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** A sorted set of the JDK, which counts what is before a place one by one. */
final class SetBoard implements RankedBoard {
  private final NavigableSet<Place> order;
  private final Map<String, Place> places = new HashMap<>();

  SetBoard(NavigableSet<Place> empty, Collection<Place> members) {
    order = empty;
    order.addAll(members);
    members.forEach(place -> places.put(place.id(), place));
  }

  @Override
  public int rank(String id) {
    return 1 + countAbove(place(id).score());
  }

  @Override
  public List<Place> page(@Nullable Place after, int limit) {
    return first(after == null ? order : order.tailSet(after, false), limit);
  }

  @Override
  public List<Place> around(String id, int each) {
    Place place = place(id);
    List<Place> rows = first(order.headSet(place, false).descendingSet(), each);
    List<Place> around = new ArrayList<>(rows.reversed());
    around.addAll(first(order.tailSet(place, false), each));
    return around;
  }

  @Override
  public int countAbove(long score) {
    return order.headSet(new Place(score, ""), false).size();
  }

  @Override
  public void move(String id, long score) {
    order.remove(place(id));
    Place place = new Place(score, id);
    order.add(place);
    places.put(id, place);
  }

  private Place place(String id) {
    Place place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException(id + " is not on the board");
    }
    return place;
  }

  private static List<Place> first(Collection<Place> places, int limit) {
    List<Place> rows = new ArrayList<>(limit);
    for (Place place : places) {
      if (rows.size() == limit) {
        break;
      }
      rows.add(place);
    }
    return rows;
  }
}
