package io.stridelake.simulator.company;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A correction of an activity; null leaves a value as it is.
 *
 * @param onlyMe true hides the activity from everybody else, false shows it to all
 */
@Serdeable
public record Edit(
    @Nullable String name,
    @Nullable String sportType,
    @Nullable Boolean onlyMe,
    @Nullable BigDecimal metres,
    @Nullable BigDecimal climb,
    @Nullable Integer movingSeconds,
    @Nullable Integer elapsedSeconds) {

  public static Edit title(String name) {
    return new Edit(name, null, null, null, null, null, null);
  }

  public static Edit sport(String sportType) {
    return new Edit(null, sportType, null, null, null, null, null);
  }

  public static Edit privacy(boolean onlyMe) {
    return new Edit(null, null, onlyMe, null, null, null, null);
  }

  public static Edit distance(BigDecimal metres) {
    return new Edit(null, null, null, metres, null, null, null);
  }

  /**
   * The activity as it is afterwards.
   *
   * @throws IllegalArgumentException if the times contradict each other
   */
  public Activity applyTo(Activity activity) {
    int moving = or(movingSeconds, activity.movingSeconds());
    int elapsed = or(elapsedSeconds, Math.max(moving, activity.elapsedSeconds()));
    String sport = or(sportType, activity.sportType());
    return new Activity(
        activity.id(),
        activity.owner(),
        or(name, activity.name()),
        sport,
        activity.zone(),
        activity.start(),
        metres == null ? activity.metres() : metres,
        or(climb, activity.climb()),
        moving,
        elapsed,
        flags(activity, sport),
        activity.createdAt(),
        activity.deleted());
  }

  private Set<Flag> flags(Activity activity, String sport) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    flags.addAll(activity.flags());
    if (onlyMe != null) {
      flags.remove(Flag.ONLY_ME);
      if (onlyMe) {
        flags.add(Flag.ONLY_ME);
        flags.remove(Flag.FOLLOWERS_ONLY);
      }
    }
    if (!SportProfile.of(sport).oldType().equals(sport)) {
      // The old form cannot name this sport.
      flags.remove(Flag.OLD_FORM);
    }
    return flags;
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
