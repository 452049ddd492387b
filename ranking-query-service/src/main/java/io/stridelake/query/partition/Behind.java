package io.stridelake.query.partition;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDateTime;
import java.util.Comparator;

/**
 * A place in the catalogue's order: newest local start first, then by athlete, provider, id and
 * kind.
 */
@Serdeable
public record Behind(
    LocalDateTime start, String athlete, String provider, String externalId, String kind)
    implements Comparable<Behind> {
  private static final Comparator<Behind> ORDER =
      Comparator.comparing(Behind::start)
          .reversed()
          .thenComparing(Behind::athlete)
          .thenComparing(Behind::provider)
          .thenComparing(Behind::externalId)
          .thenComparing(Behind::kind);

  @Override
  public int compareTo(Behind other) {
    return ORDER.compare(this, other);
  }
}
