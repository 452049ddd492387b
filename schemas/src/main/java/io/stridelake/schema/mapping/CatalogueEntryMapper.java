package io.stridelake.schema.mapping;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MILLIS;

import io.stridelake.activity.Activity;
import io.stridelake.activity.CatalogueEntry;
import io.stridelake.activity.Length;
import io.stridelake.activity.RawRecordPosition;
import io.stridelake.activity.Sport;
import io.stridelake.schema.ActivityValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.DeletedValue;
import io.stridelake.schema.UnreadableValue;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.generic.IndexedRecord;

/**
 * Catalogue entries. Starts keep microseconds, durations and the time of receipt milliseconds; what
 * is finer is cut off.
 */
public final class CatalogueEntryMapper {
  /** The reason that stands for every kind of entry that this version does not know. */
  public static final String UNKNOWN_ENTRY = "unknown-entry";

  private CatalogueEntryMapper() {}

  /** The record that stands in the topic. */
  public static CatalogueEntryValue toAvro(CatalogueEntry entry) {
    Object value =
        switch (entry) {
          case CatalogueEntry.Readable readable -> activity(readable.activity());
          case CatalogueEntry.Deleted _ -> new DeletedValue();
          case CatalogueEntry.Unreadable unreadable ->
              new UnreadableValue(unreadable.reason(), unreadable.detail());
        };
    RawRecordPosition raw = entry.raw();
    return new CatalogueEntryValue(
        value, raw.partition(), raw.offset(), raw.receivedAt().truncatedTo(MILLIS));
  }

  /**
   * The entry that the record stands for; one of a kind that a newer version writes is unreadable
   * for the reason {@value #UNKNOWN_ENTRY}.
   *
   * @throws IllegalArgumentException if no such entry can be
   */
  public static CatalogueEntry toDomain(CatalogueEntryValue value) {
    RawRecordPosition raw =
        new RawRecordPosition(value.getRawPartition(), value.getRawOffset(), value.getReceivedAt());
    return switch (value.getEntry()) {
      case ActivityValue activity -> new CatalogueEntry.Readable(activity(activity), raw);
      case DeletedValue _ -> new CatalogueEntry.Deleted(raw);
      case UnreadableValue unreadable ->
          new CatalogueEntry.Unreadable(unreadable.getReason(), unreadable.getDetail(), raw);
      case IndexedRecord other ->
          new CatalogueEntry.Unreadable(
              UNKNOWN_ENTRY, "an entry of the kind " + other.getSchema().getName(), raw);
      case Object other ->
          throw new IllegalArgumentException("catalogue entry of " + other.getClass());
    };
  }

  private static ActivityValue activity(Activity activity) {
    Instant start = activity.start();
    return ActivityValue.newBuilder()
        .setSport(activity.sport().name())
        .setStart(start == null ? null : start.truncatedTo(MICROS))
        .setLocalStart(activity.localStart().truncatedTo(MICROS))
        .setDistanceMicrometres(activity.distance().micrometres())
        .setMovingMillis(activity.moving().toMillis())
        .setElapsedMillis(activity.elapsed().toMillis())
        .setClimbedMicrometres(activity.climbed().micrometres())
        .setAverageSpeed(activity.speed().average())
        .setMaxSpeed(activity.speed().max())
        .setAverageHeartrate(activity.averageHeartrate())
        .setManual(activity.flags().manual())
        .setTrainer(activity.flags().trainer())
        .setCommute(activity.flags().commute())
        .setPrivately(activity.flags().privately())
        .setFlagged(activity.flags().flagged())
        .build();
  }

  private static Activity activity(ActivityValue value) {
    return new Activity(
        new Sport(value.getSport()),
        value.getStart(),
        value.getLocalStart(),
        new Length(value.getDistanceMicrometres()),
        Duration.ofMillis(value.getMovingMillis()),
        Duration.ofMillis(value.getElapsedMillis()),
        new Length(value.getClimbedMicrometres()),
        new Activity.Speed(value.getAverageSpeed(), value.getMaxSpeed()),
        value.getAverageHeartrate(),
        new Activity.Flags(
            value.getManual(),
            value.getTrainer(),
            value.getCommute(),
            value.getPrivately(),
            value.getFlagged()));
  }
}
