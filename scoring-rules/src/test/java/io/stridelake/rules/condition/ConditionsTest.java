package io.stridelake.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.activity.Activity.Flags;
import io.stridelake.activity.Activity.Speed;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
  private static final Activity RIDE =
      new Activity(
          new Sport("VirtualRide"),
          null,
          LocalDateTime.of(2026, 11, 22, 17, 59, 59),
          Length.ofMetres(new BigDecimal("30500.5")),
          Duration.ofSeconds(3600),
          Duration.ofSeconds(3690),
          Length.ofMetres(new BigDecimal("412.25")),
          new Speed(8, 12.5),
          141.5,
          new Flags(false, true, false, true, false));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "activity.sport == 'VirtualRide'",
        "activity.provider == 'strava'",
        "activity.local_date == '2026-11-22' && activity.local_date > '2026-11-09'",
        "activity.weekday == 'SUNDAY'",
        "activity.hour == 17",
        "activity.distance_km == 30.5005",
        "activity.moving_minutes == 60.0",
        "activity.elapsed_minutes == 61.5",
        "activity.metres_climbed == 412.25",
        "activity.average_speed_kmh == 30.5005",
        "activity.max_speed_kmh == 45.0",
        "activity.average_heartrate == 141.5 && activity.has_heartrate",
        "!activity.manual && activity.trainer && !activity.commute",
        "activity.virtual && activity.private && !activity.flagged",
        "activity.distance_km >= 30 && activity.distance_km < 31",
        "activity.sport.startsWith('Virtual') && activity.sport.matches('^V.*e$')",
      })
  void shouldKnowTheNames(String expression) {
    assertThat(condition(expression).test(new ActivityFacts(RIDE, "strava"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "activity.average_speed_kmh == 0.0 && activity.max_speed_kmh == 0.0",
        "activity.average_heartrate == 0.0 && !activity.has_heartrate",
      })
  void shouldTakeUnknownNumbersForZero(String expression) {
    Activity unknown =
        new Activity(
            new Sport("Run"),
            null,
            LocalDateTime.of(2026, 11, 22, 0, 0),
            Length.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Length.ZERO,
            Speed.UNKNOWN,
            null,
            Flags.NONE);

    assertThat(condition(expression).test(new ActivityFacts(unknown, "strava"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sport == 'Run'",
        "activity == activity",
        "activity.name == ''",
        "now() > 1",
        "request == 1",
        "",
        "1",
        "'a'",
        "activity.hour + 1.0 > 2.0",
        "activity.hour = 1",
        "activity.sport.foo == 1",
      })
  void shouldKnowNothingElse(String expression) {
    assertThat(Conditions.compile(expression)).isInstanceOf(Compilation.Wrong.class);
  }

  static Stream<String> hostile() {
    String list = "[" + "1,".repeat(200) + "1]";
    return Stream.of(
        "(".repeat(1999),
        "!".repeat(1999),
        "-".repeat(1999) + "1",
        "[".repeat(1000) + "]".repeat(999),
        "{1:".repeat(600),
        "true?".repeat(390) + "true",
        "true||".repeat(300) + "true",
        "activity.hour>1&&".repeat(110) + "true",
        "1+".repeat(900) + "1 > 0",
        "'" + "a".repeat(1990) + "'",
        "a.".repeat(990) + "a",
        "x".repeat(2001),
        "activity.sport.matches('((a{100}){100}){100}')",
        "activity.sport.matches('" + "(a*)*".repeat(300) + "$')",
        list + ".all(a, " + list + ".all(b, " + list + ".all(c, a + b + c > 0)))");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(20)
  void shouldDealWithHostileExpressionsSoon(String expression) {
    Compilation compilation = Conditions.compile(expression);

    if (compilation instanceof Compilation.Compiled(Condition condition)) {
      condition.test(new ActivityFacts(RIDE, "strava"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "activity.sport.matches('(' + activity.sport)",
        "activity.sport.matches('(((a{9}){9}){9}){9}' + activity.sport)",
        "9223372036854775807 + activity.hour > 0",
        "activity.hour / (activity.hour - activity.hour) > 0",
        "activity.hour % (activity.hour - activity.hour) > 0",
        "int(activity.distance_km * 1e300) > 0",
        "uint(activity.distance_km - 1e9) > 0u",
        "int(activity.sport) > 0",
        "double(activity.sport) > 0.0",
        "bool(activity.sport)",
        "[1, 2][activity.hour] > 0",
        "{'a': 1}[activity.sport] > 0",
        "timestamp(activity.local_date) > timestamp('2026-01-01T00:00:00Z')",
        "duration(activity.sport) > duration('1s')",
        "timestamp('9999-12-31T23:59:59Z') + duration('9000h') > timestamp('2026-01-01T00:00:00Z')",
        "timestamp('2026-01-01T00:00:00Z').getHours(activity.sport) > 0",
        "string(b'\\xff') == activity.sport",
        "dyn(activity.sport).foo == 1",
        "dyn(activity.sport) > 1",
        "dyn(activity.sport)[0] == 'V'",
        "google.protobuf.Int32Value{value: 9999999999 + activity.hour} == 1",
        "google.protobuf.Any{} == activity.sport",
      })
  void shouldNotMeetWhatCannotBeEvaluated(String expression) {
    if (Conditions.compile(expression) instanceof Compilation.Compiled(Condition condition)) {
      assertThat(condition.test(new ActivityFacts(RIDE, "strava"))).isFalse();
    }
  }

  @Test
  void shouldNotMeetAConditionThatLoopsTooLong() {
    String list = "[" + "1,".repeat(100) + "1]";
    String expression = list + ".all(a, " + list + ".all(b, a == b))";

    assertThat(condition(expression).test(new ActivityFacts(RIDE, "strava"))).isFalse();
  }

  private static Condition condition(String expression) {
    return switch (Conditions.compile(expression)) {
      case Compilation.Compiled(Condition condition) -> condition;
      case Compilation.Wrong wrong -> throw new AssertionError(wrong.toString());
    };
  }
}
