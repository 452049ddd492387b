package io.stridelake.query.parameter;

import io.micronaut.http.HttpRequest;
import io.stridelake.query.problem.ProblemException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request. One that is malformed, out of range or given twice is refused
 * with its name and what is allowed; one that nobody knows is ignored.
 */
public final class Parameters {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
  private static final Pattern DATE_FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern NUMBER_FORM = Pattern.compile("\\d{1,9}");

  private final HttpRequest<?> request;

  public Parameters(HttpRequest<?> request) {
    this.request = request;
  }

  /** A text that is not blank, or null when it is not given. */
  public @Nullable String text(String name, int maxLength) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    if (value.isBlank()
        || value.length() > maxLength
        || value.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.parameter(name, "1 to " + maxLength + " characters, once");
    }
    return value;
  }

  /** A text that passes, or null when it is not given; {@code allowed} says which ones do. */
  public @Nullable String text(String name, Predicate<String> passes, String allowed) {
    String value = single(name);
    if (value != null && !passes.test(value)) {
      throw ProblemException.parameter(name, allowed);
    }
    return value;
  }

  /** A whole number in a range. */
  public int number(String name, int min, int max, int otherwise) {
    String value = single(name);
    if (value == null) {
      return otherwise;
    }
    int number = NUMBER_FORM.matcher(value).matches() ? Integer.parseInt(value) : -1;
    if (number < min || number > max) {
      throw ProblemException.parameter(name, "a whole number from " + min + " to " + max);
    }
    return number;
  }

  /** Yes or no; no when it is not given. */
  public boolean flag(String name) {
    return "true".equals(text(name, List.of("true", "false")::contains, "true | false"));
  }

  /** A day, or null when it is not given. */
  public @Nullable LocalDate date(String name) {
    String value = single(name);
    if (value == null) {
      return null;
    }
    try {
      if (DATE_FORM.matcher(value).matches()) {
        return LocalDate.parse(value, DATE);
      }
    } catch (DateTimeException e) {
      // refused below, like any other text that is no day
    }
    throw ProblemException.parameter(name, "a day as YYYY-MM-DD");
  }

  private @Nullable String single(String name) {
    List<String> values = request.getParameters().getAll(name);
    if (values.size() > 1) {
      throw ProblemException.parameter(name, "given once");
    }
    return values.isEmpty() ? null : values.getFirst();
  }
}
