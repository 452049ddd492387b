package io.stridelake.rules.document;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads single values. Each method takes the node, or null for a key that is not there, and gives
 * null for it and, after adding a mistake, for a value that is wrong.
 */
final class Values {
  /** Ids of rules, multipliers, seasons and rule sets. */
  static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final LocalDate FIRST_DATE = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST_DATE = LocalDate.of(2199, 12, 31);

  private final Mistakes mistakes;

  Values(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** A text of at least one character. */
  @Nullable String text(@Nullable Node node, String key) {
    if (node == null) {
      return null;
    }
    if (!(node instanceof ScalarNode scalar)) {
      mistakes.add(node, "'" + key + "' is not a single value", "one value");
      return null;
    }
    if (isNothing(scalar)) {
      mistakes.add(node, "'" + key + "' has no value", "one value");
      return null;
    }
    return scalar.getValue();
  }

  @Nullable String id(@Nullable Node node, String key, Pattern form) {
    String text = text(node, key);
    if (node != null && text != null && !form.matcher(text).matches()) {
      mistakes.add(node, key + " '" + Words.quote(text) + "'", "the form " + form);
      return null;
    }
    return text;
  }

  @Nullable Boolean flag(@Nullable Node node, String key) {
    String text = text(node, key);
    if (node == null || text == null) {
      return null;
    }
    if (!isPlain(node) || !(text.equals("true") || text.equals("false"))) {
      mistakes.add(node, "'" + key + "' is '" + Words.quote(text) + "'", "true or false");
      return null;
    }
    return text.equals("true");
  }

  /** A number from 0 to a largest one, with at most so many decimals. */
  @Nullable BigDecimal number(@Nullable Node node, String key, long most, int decimals) {
    String text = text(node, key);
    if (node == null || text == null) {
      return null;
    }
    BigDecimal number =
        isPlain(node) && NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    if (number == null
        || number.signum() < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0
        || number.stripTrailingZeros().scale() > decimals) {
      String places = decimals == 0 ? "a whole number" : "a number";
      String rest = decimals == 0 ? "" : " with at most " + decimals + " decimals";
      mistakes.add(
          node,
          "'" + key + "' is '" + Words.quote(text) + "'",
          places + " from 0 to " + most + rest);
      return null;
    }
    return number;
  }

  @Nullable LocalDate date(@Nullable Node node, String key) {
    String text = text(node, key);
    if (node == null || text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (!date.isBefore(FIRST_DATE) && !date.isAfter(LAST_DATE)) {
        return date;
      }
    } catch (DateTimeException e) {
      // Said below, with those that are out of range.
    }
    mistakes.add(
        node,
        "'" + key + "' is '" + Words.quote(text) + "'",
        "a date like 2026-11-22, from 1970 to 2199");
    return null;
  }

  @Nullable Period days(@Nullable Node node, String key) {
    String text = text(node, key);
    if (node == null || text == null) {
      return null;
    }
    try {
      Period period = Period.parse(text);
      if (!period.isNegative() && period.toTotalMonths() <= 120 && period.getDays() <= 3660) {
        return period;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Said below, with those that are out of range.
    }
    mistakes.add(
        node,
        "'" + key + "' is '" + Words.quote(text) + "'",
        "a period of at most ten years, like P7D");
    return null;
  }

  @Nullable ZoneId zone(@Nullable Node node, String key) {
    String text = text(node, key);
    if (node == null || text == null) {
      return null;
    }
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      mistakes.add(
          node,
          "unknown zone '" + Words.quote(text) + "'" + nearZone(text),
          "a zone like Europe/Warsaw");
      return null;
    }
  }

  /** One of some words, with what each means. */
  <E extends Enum<E>> @Nullable E word(@Nullable Node node, String key, Map<String, E> words) {
    String text = text(node, key);
    if (node == null || text == null) {
      return null;
    }
    E meaning = words.get(text);
    if (meaning == null) {
      mistakes.add(
          node,
          "'%s' is '%s'%s"
              .formatted(key, Words.quote(text), Words.didYouMean(text, words.keySet())),
          "one of " + String.join(", ", words.keySet()));
    }
    return meaning;
  }

  /** The elements of a list that has at least one and at most so many; empty after a mistake. */
  List<Node> list(@Nullable Node node, String key, int most) {
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      mistakes.add(node, "'" + key + "' is not a list", "a list");
      return List.of();
    }
    if (sequence.getValue().isEmpty()) {
      mistakes.add(node, "'" + key + "' is an empty list", "at least one entry");
    }
    if (sequence.getValue().size() > most) {
      mistakes.add(
          node, "'" + key + "' has " + sequence.getValue().size() + " entries", "at most " + most);
      return List.of();
    }
    return List.copyOf(sequence.getValue());
  }

  /** The nodes of a list's elements by their text; one that stands there again is a mistake. */
  List<Node> distinct(List<Node> nodes, String key) {
    Set<String> seen = new HashSet<>();
    List<Node> distinct = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof ScalarNode scalar && !seen.add(scalar.getValue())) {
        mistakes.add(
            node,
            "'" + Words.quote(scalar.getValue()) + "' stands in " + key + " again",
            "each once");
      } else {
        distinct.add(node);
      }
    }
    return distinct;
  }

  private static boolean isPlain(Node node) {
    return node instanceof ScalarNode scalar && scalar.isPlain();
  }

  private static boolean isNothing(ScalarNode scalar) {
    String value = scalar.getValue();
    return value.isBlank() || (scalar.isPlain() && (value.equals("~") || value.equals("null")));
  }

  private static String nearZone(String text) {
    return text.length() > 40
        ? ""
        : Words.didYouMean(text, new TreeSet<>(ZoneId.getAvailableZoneIds()));
  }
}
