package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.inbox.InboxEvent;
import io.stridelake.ingest.strava.StravaEvent;
import io.stridelake.topics.AccountKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition of the inbox that this instance owns, with its accounts. Belongs to the loop's thread
 * but for what says otherwise.
 */
final class PartitionWork {
  private static final int REMEMBERED = 10_000;

  final TopicPartition id;

  /** Accounts as this owner last stored them, ahead of the table; any thread. */
  final Map<AccountKey, Account> owned = new ConcurrentHashMap<>();

  /** Whether what former owners stored has been read; any thread. */
  volatile boolean ready;

  /** Whether it went to another instance; any thread. */
  volatile boolean lost;

  /** Steps under way. */
  int running;

  private final TreeMap<Long, Held> outstanding = new TreeMap<>();
  private final Map<AccountKey, Lane> lanes = new HashMap<>();
  private final Map<StravaEvent, Held> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StravaEvent, Held> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long next;

  PartitionWork(TopicPartition id, long position) {
    this.id = id;
    this.next = position;
  }

  /** Notes that the record was read. */
  void read(long offset) {
    next = offset + 1;
  }

  void hold(Held held) {
    outstanding.put(held.offset(), held);
  }

  /** The offset below which everything is done, if these were, too. */
  long lowWater(Collection<Held> finishing) {
    for (Held held : outstanding.values()) {
      if (!finishing.contains(held)) {
        return held.offset();
      }
    }
    return next;
  }

  void done(Held held) {
    held.state = Held.State.DONE;
    outstanding.remove(held.offset());
    Lane lane = lanes.get(held.event.account());
    if (lane != null) {
      lane.forget(held);
    }
  }

  Collection<Held> outstanding() {
    return outstanding.values();
  }

  /** How many finished events lie behind an unfinished one and would be fetched again. */
  long blocked() {
    return outstanding.isEmpty() ? 0 : next - outstanding.firstKey() - outstanding.size();
  }

  Lane lane(AccountKey account) {
    return lanes.computeIfAbsent(account, key -> new Lane(key, this));
  }

  void dropIfEmpty(Lane lane) {
    if (lane.isEmpty()) {
      lanes.remove(lane.account, lane);
    }
  }

  Collection<Lane> lanes() {
    return lanes.values();
  }

  /**
   * Whether the same event is known and its answer is asked for after it happened. An event with a
   * time to come is no duplicate of anything: somebody may have forged it to hide the true one.
   */
  boolean isDuplicate(Held held) {
    if (!(held.event instanceof InboxEvent.Hint(StravaEvent event)) || isPutBack(held)) {
      return false;
    }
    Held former = seen.get(event);
    if (former == null || former == held) {
      return false;
    }
    return switch (former.state) {
      case READY, PARKED -> !event.time().isAfter(held.headers.receivedAt());
      case RUNNING, DONE -> former.fetchedAt != null && !event.time().isAfter(former.fetchedAt);
    };
  }

  void remember(Held held) {
    if (held.event instanceof InboxEvent.Hint(StravaEvent event)) {
      seen.put(event, held);
    }
  }

  /** It comes again under another offset, which must not look like a duplicate. */
  void unremember(Held held) {
    if (held.event instanceof InboxEvent.Hint(StravaEvent event)) {
      seen.remove(event, held);
    }
  }

  private static boolean isPutBack(Held held) {
    return held.headers.attempt() > 0 || held.headers.notBefore() != null;
  }
}
