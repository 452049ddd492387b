package io.stridelake.query.parameter;

import io.stridelake.calendar.Period;
import io.stridelake.calendar.PeriodKind;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.rules.Board;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.Season;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The period that a request is about.
 *
 * @param period its days
 * @param today the day that stood for a date that was not given, or null when one was given or none
 *     is needed
 */
public record PeriodParameter(Period period, @Nullable LocalDate today) {
  /**
   * Reads {@code period} and {@code date}.
   *
   * @param board whose periods are allowed, or null for all kinds and every season
   */
  public static PeriodParameter read(
      Parameters parameters, RuleSet rules, @Nullable Board board, LocalDate today) {
    LocalDate date = parameters.date("date");
    List<String> allowed = allowed(rules, board);
    String id = parameters.text("period", allowed::contains, String.join(" | ", allowed));
    String period = id == null ? PeriodKind.ALL.id() : id;
    Optional<Season> season = rules.season(period);
    if (season.isPresent()) {
      return new PeriodParameter(season.get().period(), null);
    }
    PeriodKind kind = PeriodKind.ofId(period).orElseThrow();
    boolean assumed = date == null && kind != PeriodKind.ALL;
    return new PeriodParameter(
        inRange(Period.of(kind, date == null ? today : date)), assumed ? today : null);
  }

  /** What {@code period} says, whether it is allowed or not; null when it is not given. */
  public static @Nullable String word(Parameters parameters) {
    return parameters.text("period", any -> true, "given once");
  }

  /** A period by its word, around a day; it must be one of those that are allowed. */
  public static PeriodParameter of(String period, RuleSet rules, LocalDate day) {
    return rules
        .season(period)
        .map(season -> new PeriodParameter(season.period(), null))
        .orElseGet(
            () -> new PeriodParameter(Period.of(PeriodKind.ofId(period).orElseThrow(), day), day));
  }

  /** The same kind of period around another day. */
  public PeriodParameter on(LocalDate day) {
    return PeriodKind.ofId(period.kind())
        .map(kind -> new PeriodParameter(Period.of(kind, day), day))
        .orElse(this);
  }

  /** The periods that a board has: kinds and seasons. */
  public static List<String> allowed(RuleSet rules, @Nullable Board board) {
    List<PeriodKind> kinds = board == null ? List.of(PeriodKind.values()) : board.periods();
    List<String> allowed = new ArrayList<>(kinds.stream().map(PeriodKind::id).toList());
    if (board == null || board.seasons()) {
      rules.seasons().forEach(season -> allowed.add(season.id()));
    }
    return allowed;
  }

  private static Period inRange(Period period) {
    if (period.from().isBefore(Period.FIRST_DAY) || period.to().isAfter(Period.LAST_DAY)) {
      throw ProblemException.parameter(
          "date", "a day whose " + period.kind() + " lies in the years 0000 to 9999");
    }
    return period;
  }
}
