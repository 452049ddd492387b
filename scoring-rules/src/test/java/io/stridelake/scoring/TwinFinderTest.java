package io.stridelake.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.activity.Length;
import io.stridelake.activity.Sport;
import io.stridelake.athlete.AthleteId;
import io.stridelake.rules.Duplicates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinFinderTest {
  private static final LocalDateTime NINE = LocalDateTime.of(2026, 11, 22, 9, 0);
  private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");
  private final TwinFinder finder = new TwinFinder(Duplicates.DEFAULT, WARSAW);

  @ParameterizedTest
  @CsvSource({
    // start of the other in minutes after the first's hour, its minutes, twins?
    "0, 60, true",
    "30, 60, true",
    "31, 60, false",
    "-30, 60, true",
    "-31, 60, false",
    "55, 10, true",
    "56, 10, false",
    "20, 20, true",
    "60, 60, false",
    "0, 0, false",
  })
  void shouldWantHalfOfTheShorterOneInCommon(int after, int minutes, boolean twins) {
    Recording first = recording("strava", "Run", NINE, 60);
    Recording other = recording("polar", "Run", NINE.plusMinutes(after), minutes);

    assertThat(finder.areTwins(first, other)).isEqualTo(twins);
    assertThat(finder.areTwins(other, first)).isEqualTo(twins);
  }

  @ParameterizedTest
  @CsvSource({
    "Run, TrailRun, true",
    "Walk, Hike, true",
    "Ride, VirtualRide, true",
    "Run, Ride, false",
    "Chess, Chess, true",
    "Chess, Golf, false",
    "Swim, Swim, true",
    "Swim, Rowing, false",
  })
  void shouldWantAlikeSports(String one, String other, boolean twins) {
    assertThat(
            finder.areTwins(
                recording("strava", one, NINE, 60), recording("polar", other, NINE, 60)))
        .isEqualTo(twins);
  }

  @Test
  void shouldNotPairWhatOneProviderSentTwiceOrWhatDoesNotCount() {
    Recording one = recording("strava", "Run", NINE, 60);
    Recording uncounted =
        new Recording(key("polar", "2", "activity"), activity("Run", NINE, 60, null), false);

    assertThat(finder.areTwins(one, recording("strava", "Run", NINE, 60))).isFalse();
    assertThat(finder.areTwins(one, uncounted)).isFalse();
    assertThat(finder.areTwins(uncounted, one)).isFalse();
  }

  @Test
  void shouldLookAtADayOfALongActivityOnly() {
    Recording days = recording("strava", "Hike", NINE, 60 * 60);
    Recording within = recording("polar", "Hike", NINE.plusHours(23), 60);
    Recording behind = recording("polar", "Hike", NINE.plusHours(24), 60);

    assertThat(finder.areTwins(days, within)).isTrue();
    assertThat(finder.areTwins(days, behind)).isFalse();
  }

  @Test
  void shouldReadLocalTimeInTheRuleSetsZoneWhereNothingElseIsKnown() {
    Recording archived = recording("endomondo", "Run", NINE, 60);
    Recording universal = at("strava", NINE, NINE.atZone(WARSAW).toInstant());
    Recording impossible = at("strava", NINE, Instant.parse("2020-01-01T00:00:00Z"));
    Recording elsewhere = at("strava", NINE, Instant.parse("2026-11-22T14:00:00Z"));

    assertThat(finder.areTwins(archived, universal)).isTrue();
    assertThat(finder.areTwins(archived, impossible)).isTrue();
    assertThat(finder.areTwins(archived, elsewhere)).isFalse();
  }

  @Test
  void shouldPreferWhatIsBetterDocumented() {
    Recording typed =
        new Recording(key("a", "1", "activity"), manual(activity("Run", NINE, 60, 150.0)), true);
    Recording bare = recording("a", "Run", NINE, 60);
    Recording pulse =
        new Recording(key("strava", "1", "activity"), activity("Run", NINE, 60, 150.0), true);
    Recording later =
        new Recording(key("strava", "2", "activity"), activity("Run", NINE, 60, 150.0), true);

    assertThat(Stream.of(typed, later, bare, pulse).sorted(TwinFinder.BEST_FIRST))
        .containsExactly(pulse, later, bare, typed);
  }

  @Test
  void shouldPreferWhatTheApiSaysOfOneActivity() {
    Recording file =
        new Recording(key("strava", "1", "file"), activity("Run", NINE, 60, 150.0), true);
    Recording row =
        new Recording(key("strava", "1", "export-row"), activity("Run", NINE, 60, null), true);
    Recording api =
        new Recording(
            key("strava", "1", "activity"), manual(activity("Run", NINE, 60, null)), false);

    assertThat(Stream.of(file, row, api).sorted(TwinFinder.BEST_FORM_FIRST))
        .containsExactlyElementsOf(List.of(api, row, file));
    assertThat(TwinFinder.areForms(file, api)).isTrue();
    assertThat(TwinFinder.areForms(file, recording("polar", "Run", NINE, 60))).isFalse();
  }

  private static Recording at(String provider, LocalDateTime local, Instant start) {
    Activity activity = activity("Run", local, 60, null);
    return new Recording(
        key(provider, "1", "activity"),
        new Activity(
            activity.sport(),
            start,
            local,
            activity.distance(),
            activity.moving(),
            activity.elapsed(),
            activity.climbed(),
            activity.speed(),
            null,
            activity.flags()),
        true);
  }

  private static Recording recording(
      String provider, String sport, LocalDateTime start, int minutes) {
    return new Recording(
        key(provider, "1", "activity"), activity(sport, start, minutes, null), true);
  }

  private static ActivityKey key(String provider, String id, String kind) {
    return new ActivityKey(new AthleteId("ann"), provider, id, kind);
  }

  private static Activity activity(
      String sport, LocalDateTime start, int minutes, @Nullable Double heartrate) {
    return new Activity(
        new Sport(sport),
        null,
        start,
        Length.ofMetres(new BigDecimal(1000)),
        Duration.ZERO,
        Duration.ofMinutes(minutes),
        Length.ZERO,
        Activity.Speed.UNKNOWN,
        heartrate,
        Activity.Flags.NONE);
  }

  private static Activity manual(Activity activity) {
    return new Activity(
        activity.sport(),
        null,
        activity.localStart(),
        activity.distance(),
        activity.moving(),
        activity.elapsed(),
        activity.climbed(),
        activity.speed(),
        activity.averageHeartrate(),
        new Activity.Flags(true, false, false, false, false));
  }
}
