package io.stridelake.schema.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.activity.Activity;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.Length;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.Sport;
import io.stridelake.activity.UnreadableReason;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.athlete.Visibility;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MappersTest {
  private static final RawRecordPosition RAW =
      new RawRecordPosition(11, 1L << 40, Instant.ofEpochMilli(1_763_800_000_123L));

  @ParameterizedTest
  @MethodSource
  void shouldKeepEntriesThroughTheTopic(CatalogueEntry entry) throws IOException {
    byte[] bytes =
        CatalogueEntryValue.getEncoder().encode(CatalogueEntryMapper.toAvro(entry)).array();
    assertThat(CatalogueEntryMapper.toDomain(CatalogueEntryValue.getDecoder().decode(bytes)))
        .isEqualTo(entry);
  }

  static Stream<CatalogueEntry> shouldKeepEntriesThroughTheTopic() {
    Activity full =
        new Activity(
            new Sport("TrailRun"),
            Instant.parse("2026-11-21T23:30:00.123456Z"),
            LocalDateTime.parse("2026-11-22T00:30:00.123456"),
            new Length(12_345_678_901L),
            Duration.ofMillis(3_600_001),
            Duration.ofMillis(3_700_002),
            new Length(1),
            new Activity.Speed(2.5, 9.75),
            151.5,
            new Activity.Flags(true, false, true, false, true));
    Activity least =
        new Activity(
            new Sport("Yoga"),
            null,
            LocalDateTime.parse("1999-12-31T23:59:59"),
            Length.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Length.ZERO,
            Activity.Speed.UNKNOWN,
            null,
            new Activity.Flags(false, true, false, true, false));
    return Stream.of(
        new CatalogueEntry.Readable(full, RAW),
        new CatalogueEntry.Readable(least, RAW),
        new CatalogueEntry.Deleted(RAW),
        new CatalogueEntry.Unreadable(UnreadableReason.MALFORMED.code(), "not JSON", RAW),
        new CatalogueEntry.Unreadable("reason-of-next-year", "of a newer version", RAW));
  }

  @ParameterizedTest
  @MethodSource
  void shouldKeepAthletesThroughTheTopic(Athlete athlete) throws IOException {
    byte[] bytes = AthleteValue.getEncoder().encode(AthleteMapper.toAvro(athlete)).array();
    assertThat(AthleteMapper.toDomain(AthleteValue.getDecoder().decode(bytes))).contains(athlete);
  }

  static Stream<Athlete> shouldKeepAthletesThroughTheTopic() {
    LocalDate march = LocalDate.of(2026, 3, 1);
    return Stream.of(
        new Athlete(
            new AthleteId("anna"),
            "Änna 🏃",
            List.of(new Membership("IT", null, march), new Membership("HR", march, null)),
            Visibility.HIDDEN,
            LocalDate.EPOCH,
            march),
        new Athlete(new AthleteId("b"), "B", List.of(), Visibility.SHOWN, null, null));
  }

  @Test
  void shouldKeepNothingOfTheErased() {
    assertThat(AthleteMapper.toDomain(AthleteMapper.erased(new AthleteId("anna")))).isEmpty();
  }
}
