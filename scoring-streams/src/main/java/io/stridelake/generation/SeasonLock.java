package io.stridelake.generation;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A season whose standings stay as they were.
 *
 * @param season its id
 * @param lock the id of the attempt that wrote the standings; no other's count
 * @param ruleSet the version of the rule set that scored it, which also says its boards
 * @param from its first day
 * @param to its last day
 * @param lockedAt when
 * @param generation the one whose standings were copied
 * @param athletes how many athletes are in them, with and without activities
 * @param offsets by partition and input topic, the offset behind the newest record that is in them
 */
@Serdeable
public record SeasonLock(
    String season,
    String lock,
    String ruleSet,
    LocalDate from,
    LocalDate to,
    Instant lockedAt,
    int generation,
    long athletes,
    SortedMap<Integer, Map<String, Long>> offsets) {
  public SeasonLock {
    offsets = new TreeMap<>(offsets);
  }

  /** Whether a day lies in it. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
