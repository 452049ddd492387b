package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Activity.Flags;
import io.stridelake.activity.Activity.Speed;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Activities in the words of the documentation: {@code Ride, 14 km, 50 min, commute}. */
public final class DocumentedActivity {
  private static final Pattern AMOUNT =
      Pattern.compile("(?<number>[0-9.]+) (?<unit>km|min|m climbed)|pulse (?<pulse>[0-9]+)");
  private static final List<String> FLAGS = List.of("by hand", "commute", "private", "flagged");

  private LocalDate day = LocalDate.of(2026, 11, 22);
  private LocalTime time = LocalTime.of(9, 0);
  private BigDecimal km = BigDecimal.ZERO;
  private BigDecimal minutes = BigDecimal.ZERO;
  private BigDecimal climbed = BigDecimal.ZERO;
  private @Nullable Double pulse;

  private DocumentedActivity() {}

  /** The activity that the words mean; words that mean nothing fail the test. */
  public static Activity of(String words) {
    List<String> parts = Arrays.asList(words.split(", "));
    DocumentedActivity activity = new DocumentedActivity();
    parts.stream().skip(1).filter(part -> !FLAGS.contains(part)).forEach(activity::take);
    return activity.build(new Sport(parts.getFirst()), parts);
  }

  private void take(String part) {
    Matcher amount = AMOUNT.matcher(part);
    if (!amount.matches()) {
      takeMoment(part);
    } else if (amount.group("pulse") != null) {
      pulse = Double.valueOf(amount.group("pulse"));
    } else {
      BigDecimal number = new BigDecimal(amount.group("number"));
      switch (amount.group("unit")) {
        case "km" -> km = number;
        case "min" -> minutes = number;
        default -> climbed = number;
      }
    }
  }

  private void takeMoment(String part) {
    if (part.contains(":")) {
      time = LocalTime.parse(part);
    } else {
      day = LocalDate.parse(part);
    }
  }

  private Activity build(Sport sport, List<String> words) {
    Duration moving = Duration.ofSeconds(minutes.multiply(BigDecimal.valueOf(60)).longValueExact());
    return new Activity(
        sport,
        null,
        day.atTime(time),
        Length.ofMetres(km.movePointRight(3)),
        moving,
        moving,
        Length.ofMetres(climbed),
        Speed.UNKNOWN,
        pulse,
        new Flags(
            words.contains("by hand"),
            false,
            words.contains("commute"),
            words.contains("private"),
            words.contains("flagged")));
  }
}
