package io.stridelake.query.fake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An athlete with everything that counts. */
public record Person(
    String id, String name, @Nullable String department, boolean hidden, List<Deed> deeds) {

  /** A counted activity, in exact units. */
  public record Deed(
      String day, String sport, long points, long distance, long seconds, long climbed) {}

  public Person {
    deeds = List.copyOf(deeds);
  }

  /** Somebody with one activity. */
  public static Person with(String id, String department, long points) {
    return new Person(
        id,
        "Name of " + id,
        department,
        false,
        List.of(new Deed("2026-11-20", "Ride", points, 1_000_000_000L, 600, 5_000_000)));
  }
}
