package io.stridelake.rules.document;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sports that a rule may name: any word, because providers invent new ones, but not a known one
 * in other letters.
 */
final class SportWords {
  private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}*]{1,64}");
  private static final Map<String, String> KNOWN =
      Stream.of(
              """
              AlpineSki BackcountrySki Badminton Basketball Canoeing Cricket Crossfit Dance EBikeRide
              Elliptical EMountainBikeRide Golf GravelRide Handcycle HighIntensityIntervalTraining Hike
              IceSkate InlineSkate Kayaking Kitesurf MountainBikeRide NordicSki Padel PhysicalTherapy
              Pickleball Pilates Racquetball Ride RockClimbing RollerSki Rowing Run Sail Skateboard
              Snowboard Snowshoe Soccer Squash StairStepper StandUpPaddling Surfing Swim TableTennis
              Tennis TrailRun Velomobile VirtualRide VirtualRow VirtualRun Volleyball Walk
              WeightTraining Wheelchair Windsurf Workout Yoga
              """
                  .split("\\s+"))
          .collect(Collectors.toUnmodifiableMap(SportWords::letters, Function.identity()));

  private SportWords() {}

  /** What is wrong with the word, or null. */
  static @Nullable String mistake(String sport) {
    if (!FORM.matcher(sport).matches()) {
      return "unknown pattern of sports '" + Words.quote(sport) + "'";
    }
    String known = KNOWN.get(letters(sport));
    return known == null || known.equals(sport)
        ? null
        : "unknown sport '" + sport + "'; did you mean '" + known + "'?";
  }

  private static String letters(String sport) {
    return sport.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
  }
}
