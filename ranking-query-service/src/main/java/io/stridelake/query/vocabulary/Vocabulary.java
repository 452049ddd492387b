package io.stridelake.query.vocabulary;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The names in a generation.
 *
 * @param departments in order
 * @param sports in order
 */
@Serdeable
public record Vocabulary(List<String> departments, List<String> sports) {
  public Vocabulary {
    departments = List.copyOf(departments);
    sports = List.copyOf(sports);
  }

  /** All names of all of them. */
  static Vocabulary union(Collection<Vocabulary> parts) {
    return new Vocabulary(union(parts, Vocabulary::departments), union(parts, Vocabulary::sports));
  }

  private static List<String> union(
      Collection<Vocabulary> parts, Function<Vocabulary, List<String>> names) {
    return List.copyOf(new TreeSet<>(parts.stream().map(names).flatMap(List::stream).toList()));
  }
}
