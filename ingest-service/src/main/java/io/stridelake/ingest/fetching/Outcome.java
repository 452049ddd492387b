package io.stridelake.ingest.fetching;

import io.stridelake.ingest.accounts.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a step led to. The loop stores records, account and finished offsets in one transaction.
 *
 * @param lane whose
 * @param label for the counter of outcomes
 * @param finished events that are done
 * @param parked events to be tried again, and when
 * @param records for any topic
 * @param account the account's new state, or null if it is the same
 * @param wake whether events that waited for the account may go on
 * @param step whether it ends the account's step; the loop has outcomes of its own
 */
record Outcome(
    Lane lane,
    String label,
    List<Held> finished,
    Map<Held, Instant> parked,
    List<ProducerRecord<byte[], byte[]>> records,
    @Nullable Account account,
    boolean wake,
    boolean step) {

  Outcome {
    finished = List.copyOf(finished);
    parked = new LinkedHashMap<>(parked);
    records = List.copyOf(records);
  }

  /** Whether there is something to be stored. */
  boolean hasEffects() {
    return !finished.isEmpty() || !records.isEmpty() || account != null;
  }

  /** Whether the account's next step finds everything it needs before this is stored. */
  boolean leavesAccount() {
    return step && account == null && !wake && parked.isEmpty() && hasEffects();
  }

  /** The same, after its step has ended. */
  Outcome withoutStep() {
    return new Outcome(lane, label, finished, parked, records, account, wake, false);
  }

  /** What the loop decides without a step: these events are done, and this is written. */
  static Outcome ofLoop(
      Lane lane, String label, List<Held> finished, List<ProducerRecord<byte[], byte[]>> records) {
    return new Outcome(lane, label, finished, Map.of(), records, null, false, false);
  }

  static Builder of(Work work, String label) {
    return new Builder(work.lane(), label);
  }

  /** Collects an outcome. */
  static final class Builder {
    private final Lane lane;
    private final String label;
    private final List<Held> finished = new ArrayList<>();
    private final Map<Held, Instant> parked = new LinkedHashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private @Nullable Account account;
    private boolean wake;

    private Builder(Lane lane, String label) {
      this.lane = lane;
      this.label = label;
    }

    Builder finish(List<Held> done) {
      finished.addAll(done);
      return this;
    }

    Builder finish(Held done) {
      finished.add(done);
      return this;
    }

    Builder park(Held held, Instant until) {
      parked.put(held, until);
      return this;
    }

    Builder park(List<Held> all, Instant until) {
      all.forEach(held -> parked.put(held, until));
      return this;
    }

    Builder write(ProducerRecord<byte[], byte[]> message) {
      records.add(message);
      return this;
    }

    Builder change(Account changed) {
      account = changed;
      return this;
    }

    Builder wake() {
      wake = true;
      return this;
    }

    Outcome build() {
      return new Outcome(lane, label, finished, parked, records, account, wake, true);
    }
  }
}
