package io.stridelake.query.vocabulary;

import java.util.List;

/**
 * The names in a generation.
 *
 * @param departments in order
 * @param sports in order
 */
public record Vocabulary(List<String> departments, List<String> sports) {
  public Vocabulary {
    departments = List.copyOf(departments);
    sports = List.copyOf(sports);
  }
}
