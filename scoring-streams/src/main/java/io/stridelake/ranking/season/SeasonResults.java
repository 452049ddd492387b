package io.stridelake.ranking.season;

import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.ranking.row.AthleteSeason;
import io.stridelake.ranking.row.CountedActivity;
import io.stridelake.ranking.row.DayRow;
import io.stridelake.ranking.row.Sums;
import io.stridelake.schema.AthleteResultValue;
import io.stridelake.schema.LockedActivityValue;
import io.stridelake.schema.LockedAthleteValue;
import io.stridelake.schema.LockedDayValue;
import io.stridelake.schema.LockedMembershipValue;
import io.stridelake.schema.LockedPartValue;
import io.stridelake.schema.PartitionResultValue;
import io.stridelake.schema.SeasonResultValue;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Season results as they stand in their topic. */
public final class SeasonResults {
  private SeasonResults() {}

  /** The record of an athlete. */
  public static SeasonResultValue toAvro(AthleteSeason season) {
    Athlete athlete = season.athlete();
    return new SeasonResultValue(
        new AthleteResultValue(
            athlete == null ? null : athlete(athlete),
            season.days().entrySet().stream()
                .map(day -> day(day.getKey(), day.getValue()))
                .toList(),
            season.activities().stream()
                .map(
                    one ->
                        new LockedActivityValue(
                            one.provider(), one.externalId(), one.kind(), one.digest()))
                .toList()));
  }

  /** The record that closes a partition. */
  public static SeasonResultValue toAvro(int athletes) {
    return new SeasonResultValue(new PartitionResultValue(athletes));
  }

  /** What the record of an athlete says. */
  static AthleteSeason toDomain(AthleteId id, AthleteResultValue value) {
    SortedMap<LocalDate, DayRow> days = new TreeMap<>();
    value.getDays().forEach(day -> days.put(day.getDate(), day(day)));
    List<CountedActivity> activities =
        value.getCounted().stream()
            .map(
                one ->
                    new CountedActivity(
                        one.getProvider(), one.getExternalId(), one.getKind(), one.getDigest()))
            .toList();
    return new AthleteSeason(athlete(id, value.getAthlete()), days, activities);
  }

  private static LockedAthleteValue athlete(Athlete athlete) {
    return new LockedAthleteValue(
        athlete.name(),
        athlete.memberships().stream()
            .map(one -> new LockedMembershipValue(one.department(), one.since(), one.until()))
            .toList(),
        athlete.visibility() == Visibility.HIDDEN,
        athlete.joined(),
        athlete.left());
  }

  private static @Nullable Athlete athlete(AthleteId id, @Nullable LockedAthleteValue value) {
    return value == null
        ? null
        : new Athlete(
            id,
            value.getName(),
            value.getMemberships().stream()
                .map(one -> new Membership(one.getDepartment(), one.getSince(), one.getUntil()))
                .toList(),
            value.getHidden() ? Visibility.HIDDEN : Visibility.SHOWN,
            value.getJoined(),
            value.getLeft());
  }

  private static LockedDayValue day(LocalDate date, DayRow day) {
    return new LockedDayValue(
        date,
        day.newestRecord(),
        day.parts().stream()
            .map(
                part ->
                    new LockedPartValue(
                        part.sport(),
                        part.groups(),
                        part.sums().points(),
                        part.sums().activities(),
                        part.sums().distance(),
                        part.sums().seconds(),
                        part.sums().climbed()))
            .toList());
  }

  private static DayRow day(LockedDayValue value) {
    return new DayRow(
        value.getNewestRecord(),
        value.getParts().stream()
            .map(
                part ->
                    new DayRow.Part(
                        part.getSport(),
                        part.getGroups(),
                        new Sums(
                            part.getPoints(),
                            part.getActivities(),
                            part.getDistanceMicrometres(),
                            part.getSeconds(),
                            part.getClimbedMicrometres())))
            .toList(),
        List.of());
  }
}
