package io.stridelake.ranking;

import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/** What came to be true of a company, record by record; may be told again in other orders. */
record History(List<Step> steps) {
  History {
    steps = List.copyOf(steps);
  }

  /** A record with the time of its writing. */
  sealed interface Step {
    AthleteId athlete();

    /** What a newer record replaces. */
    Object key();

    /** The same, written at another time. */
    Step at(long time);
  }

  /** A record of the roster. */
  record OfRoster(Athlete value, long time) implements Step {
    @Override
    public AthleteId athlete() {
      return value.id();
    }

    @Override
    public Object key() {
      return value.id();
    }

    @Override
    public Step at(long other) {
      return new OfRoster(value, other);
    }
  }

  /** A record of the catalogue. */
  record OfCatalogue(ActivityKey key, CatalogueEntry entry, long time) implements Step {
    @Override
    public AthleteId athlete() {
      return key.athlete();
    }

    @Override
    public Step at(long other) {
      return new OfCatalogue(key, entry, other);
    }
  }

  /** Lets so many changes happen to the company; now and then a record is written twice. */
  static History of(Company company, Random random, int changes) {
    List<Step> steps = new ArrayList<>();
    for (int change = 0; change < changes; change++) {
      if (random.nextInt(5) == 0) {
        steps.add(new OfRoster(company.changeRoster(), steps.size() + 1));
      } else {
        Map.Entry<ActivityKey, CatalogueEntry> changed = company.changeActivity();
        for (int copies = random.nextInt(8) == 0 ? 2 : 1; copies > 0; copies--) {
          steps.add(new OfCatalogue(changed.getKey(), changed.getValue(), steps.size() + 1));
        }
      }
    }
    return new History(steps);
  }

  /** The same, all of it written in the first moment of 1970. */
  History timeless() {
    return new History(steps.stream().map(step -> step.at(0)).toList());
  }

  /** Athletes anyhow among each other, each one's records in their order. */
  History interleaved(Random random) {
    Map<AthleteId, Queue<Step>> byAthlete = new HashMap<>();
    List<Queue<Step>> turns = new ArrayList<>();
    for (Step step : steps) {
      Queue<Step> waiting = byAthlete.computeIfAbsent(step.athlete(), _ -> new ArrayDeque<>());
      waiting.add(step);
      turns.add(waiting);
    }
    Collections.shuffle(turns, random);
    return new History(turns.stream().map(Queue::remove).toList());
  }

  /** What a compacted topic holds at the least, the newest record of each key, in any order. */
  History compacted(Random random) {
    Map<Object, Step> newest = new LinkedHashMap<>();
    steps.forEach(step -> newest.put(step.key(), step));
    List<Step> left = new ArrayList<>(newest.values());
    Collections.shuffle(left, random);
    return new History(left);
  }
}
