package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Activity.Flags;
import io.stridelake.activity.Activity.Speed;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Activities for tests. */
record Activities(
    String sport, String metres, long seconds, String climbed, LocalDate day, Flags flags) {
  /** An activity on Sunday, 22 November 2026 at nine. */
  static Activities of(String sport, String metres, long seconds) {
    return new Activities(sport, metres, seconds, "0", LocalDate.of(2026, 11, 22), Flags.NONE);
  }

  Activities climbing(String metres) {
    return new Activities(sport, this.metres, seconds, metres, day, flags);
  }

  Activities on(LocalDate other) {
    return new Activities(sport, metres, seconds, climbed, other, flags);
  }

  Activities flagged(Flags others) {
    return new Activities(sport, metres, seconds, climbed, day, others);
  }

  Activity build() {
    LocalDateTime start = day.atTime(9, 0);
    return new Activity(
        new Sport(sport),
        null,
        start,
        Length.ofMetres(new BigDecimal(metres)),
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(seconds + 60),
        Length.ofMetres(new BigDecimal(climbed)),
        Speed.UNKNOWN,
        null,
        flags);
  }
}
