package io.stridelake.ranking;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.ranking.row.ActivityRef;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.ranking.row.Contribution;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.RowKeys;
import io.stridelake.scoring.NotCounted;
import io.stridelake.scoring.Recording;
import io.stridelake.scoring.TwinFinder;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One athlete's activities as workouts, once a change is written: which of them are forms of one
 * activity, which are twins, and so which of them count. {@link TwinFinder} says what that means.
 *
 * <p>Only workouts that the change touches can come out different: the one that the changed
 * activity was part of and the one that it is part of now. Their recordings are found by the days'
 * rows, so no more is read than lies near them in time.
 */
final class Workouts {
  private static final String DUPLICATE = NotCounted.DUPLICATE.code();

  private final KeyValueStore<Bytes, byte[]> rows;
  private final TwinFinder twins;
  private final BiFunction<ActivityKey, Activity, Contribution> alone;
  private final Change own;
  private final Map<ActivityKey, Boolean> duplicates = new LinkedHashMap<>();
  private final Map<ActivityKey, ActivityRow.Known> others = new HashMap<>();

  /**
   * Looks at a change.
   *
   * @param rows as they are before it
   * @param alone what an activity adds if there are no others
   * @param own the changed activity
   */
  Workouts(
      KeyValueStore<Bytes, byte[]> rows,
      TwinFinder twins,
      BiFunction<ActivityKey, Activity, Contribution> alone,
      Change own) {
    this.rows = rows;
    this.twins = twins;
    this.alone = alone;
    this.own = own;
  }

  /** The change, and those that it makes to others because they begin or cease to count. */
  List<Change> changes() {
    List<Recording> formsBefore = forms(own.key(), own.before());
    List<Recording> forms = forms(own.key(), own.after());
    forms.stream().skip(1).forEach(form -> duplicates.put(form.key(), true));
    forms.stream().limit(1).forEach(this::decide);
    formsBefore.stream().limit(1).flatMap(form -> twinsOf(form).stream()).forEach(this::decide);
    List<Change> changes = new ArrayList<>(duplicates.size() + 1);
    if (own.knownAfter() == null) {
      changes.add(own);
    }
    duplicates.forEach((key, duplicate) -> change(key, duplicate, changes));
    return changes;
  }

  private void change(ActivityKey key, boolean duplicate, List<Change> changes) {
    ActivityRow.Known row = after(key);
    if (row == null) {
      throw new IllegalStateException(key + " is part of a workout (expected it to be there)");
    }
    Contribution counted = alone.apply(key, row.activity());
    Contribution contribution = duplicate ? counted.without(DUPLICATE) : counted;
    if (key.equals(own.key())) {
      changes.add(own.adding(contribution));
    } else if (duplicate != DUPLICATE.equals(row.contribution().notCounted())) {
      changes.add(new Change(key, row, row.with(contribution)));
    }
  }

  /** Decides for the whole workout of a recording which of its recordings counts. */
  private void decide(Recording one) {
    if (!duplicates.containsKey(one.key())) {
      List<Recording> bestFirst = workout(one).stream().sorted(TwinFinder.BEST_FIRST).toList();
      bestFirst.forEach(each -> duplicates.put(each.key(), each != bestFirst.getFirst()));
    }
  }

  /** The recording with its twins, and theirs. */
  private List<Recording> workout(Recording one) {
    Map<ActivityKey, Recording> found = new LinkedHashMap<>();
    Deque<Recording> waiting = new ArrayDeque<>(List.of(one));
    while (!waiting.isEmpty()) {
      Recording next = waiting.remove();
      if (found.putIfAbsent(next.key(), next) == null) {
        waiting.addAll(twinsOf(next));
      }
    }
    return List.copyOf(found.values());
  }

  private List<Recording> twinsOf(Recording one) {
    if (!one.counts()) {
      return List.of();
    }
    return near(one).stream()
        .filter(other -> twins.areTwins(one, other))
        .filter(other -> forms(other.key(), own.after()).getFirst().key().equals(other.key()))
        .toList();
  }

  /** All other activities, after the change, that start on days on which a twin may start. */
  private List<Recording> near(Recording one) {
    List<Recording> found = new ArrayList<>();
    LocalDate day = one.activity().localDate();
    for (int apart = -TwinFinder.DAYS_APART; apart <= TwinFinder.DAYS_APART; apart++) {
      byte[] row = rows.get(RowKeys.day(day.plusDays(apart), own.key().athlete()));
      List<ActivityRef> refs = row == null ? List.of() : DayRow.of(row).activities();
      for (ActivityRef ref : refs) {
        ActivityKey key = ref.key(own.key().athlete());
        if (!key.equals(own.key())) {
          add(found, key, after(key));
        }
      }
    }
    add(found, own.key(), own.after());
    found.removeIf(other -> other.key().equals(one.key()));
    return found;
  }

  /**
   * The forms of an activity, the best first.
   *
   * @param ownRow what the changed one is taken for, should it be among them
   */
  private List<Recording> forms(ActivityKey activity, @Nullable ActivityRow ownRow) {
    List<Recording> forms = new ArrayList<>(1);
    try (KeyValueIterator<Bytes, byte[]> range =
        rows.range(RowKeys.firstForm(activity), RowKeys.afterForms(activity))) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> row = range.next();
        ActivityKey key = RowKeys.activityOf(row.key);
        if (!key.equals(own.key())) {
          add(forms, key, ActivityRow.of(row.value));
        }
      }
    }
    if (own.key().provider().equals(activity.provider())
        && own.key().externalId().equals(activity.externalId())) {
      add(forms, own.key(), ownRow);
    }
    forms.sort(TwinFinder.BEST_FORM_FIRST);
    return forms;
  }

  private void add(List<Recording> recordings, ActivityKey key, @Nullable ActivityRow row) {
    if (row instanceof ActivityRow.Known known) {
      boolean counts = alone.apply(key, known.activity()).counted();
      recordings.add(new Recording(key, known.activity(), counts));
    }
  }

  private ActivityRow.@Nullable Known after(ActivityKey key) {
    return key.equals(own.key()) ? own.knownAfter() : others.computeIfAbsent(key, this::read);
  }

  private ActivityRow.@Nullable Known read(ActivityKey key) {
    byte[] bytes = rows.get(RowKeys.activity(key));
    return bytes != null && ActivityRow.of(bytes) instanceof ActivityRow.Known known ? known : null;
  }
}
