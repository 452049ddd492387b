package io.stridelake.generation;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A season whose standings stay as they were.
 *
 * @param season its id
 * @param lock the id of the attempt that wrote the standings; no other's count
 * @param ruleSet the version of the rule set that scored it, which also says its boards
 * @param from its first day
 * @param to its last day
 * @param lockedAt when its marks were written to the lake, by the broker's clock
 * @param generation the one whose standings were copied
 * @param athletes how many athletes are in them, with and without activities
 * @param offsets by partition and topic, of the lake and of what the rankings read: everything
 *     before this offset is in them. They are the offsets of the lock's marks
 * @param evenSo what was still waiting when somebody locked it nevertheless; null if nothing was
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
    SortedMap<Integer, Map<String, Long>> offsets,
    @Nullable String evenSo) {
  public SeasonLock {
    offsets = new TreeMap<>(offsets);
  }

  /** Whether a day lies in it. */
  public boolean covers(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
