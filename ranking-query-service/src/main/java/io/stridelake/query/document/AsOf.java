package io.stridelake.query.document;

import io.stridelake.query.partition.Snapshots;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Record times as the public API shows them. */
public final class AsOf {
  private AsOf() {}

  /** The record time of the newest record applied, or null when there is none. */
  public static @Nullable String of(Snapshots snapshots) {
    Long asOf = snapshots.asOf();
    return asOf == null ? null : Instant.ofEpochMilli(asOf).toString();
  }
}
