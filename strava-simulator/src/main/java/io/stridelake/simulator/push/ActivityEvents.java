package io.stridelake.simulator.push;

import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Flag;
import io.stridelake.simulator.company.SportProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a change fires for an app with these scopes. Only title, type and privacy do; an app
 * without {@code activity:read_all} sees an activity that becomes private vanish, and come back.
 */
public final class ActivityEvents {
  private ActivityEvents() {}

  /**
   * @param before null for a create
   * @param time epoch seconds
   */
  public static List<PushEvent> of(
      @Nullable Activity before, Activity after, Set<String> scopes, long time) {
    boolean was = before != null && before.visibleTo(scopes);
    boolean is = after.visibleTo(scopes);
    if (before != null && was && is) {
      return updates(before, after, time);
    }
    if (was == is) {
      return List.of();
    }
    return List.of(event(is ? "create" : "delete", after, time, Map.of()));
  }

  private static List<PushEvent> updates(Activity before, Activity after, long time) {
    Map<String, String> updates = new LinkedHashMap<>();
    if (!before.name().equals(after.name())) {
      updates.put("title", after.name());
    }
    if (!before.sportType().equals(after.sportType())) {
      updates.put("type", SportProfile.of(after.sportType()).oldType());
    }
    if (before.is(Flag.ONLY_ME) != after.is(Flag.ONLY_ME)) {
      updates.put("private", Boolean.toString(after.is(Flag.ONLY_ME)));
    }
    if (updates.size() > 1 && after.id() % 3 == 0) {
      // One save may give several events.
      List<PushEvent> each = new ArrayList<>();
      updates.forEach((name, to) -> each.add(event("update", after, time, Map.of(name, to))));
      return each;
    }
    return updates.isEmpty() ? List.of() : List.of(event("update", after, time, updates));
  }

  private static PushEvent event(
      String aspect, Activity activity, long time, Map<String, String> updates) {
    return PushEvent.activity(aspect, time, activity.id(), activity.owner(), updates);
  }
}
