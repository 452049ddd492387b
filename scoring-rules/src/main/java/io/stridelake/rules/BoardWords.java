package io.stridelake.rules;

import io.stridelake.calendar.PeriodKind;
import io.stridelake.rules.RuleSetWords.Sentence;
import java.util.ArrayList;
import java.util.List;

/** A board in a sentence. */
final class BoardWords {
  private BoardWords() {}

  static Sentence of(Board board) {
    StringBuilder text = new StringBuilder(subject(board.of()));
    text.append(" by ").append(metric(board.metric()));
    if (board.of() == BoardSubject.DEPARTMENTS) {
      text.append(team(board));
    }
    if (board.where() != null) {
      text.append(", of activities with ").append(board.where().strip());
    }
    if (board.atLeast() != null) {
      text.append(", from ").append(RuleWords.plain(board.atLeast())).append(" on");
    }
    text.append(", ").append(periods(board));
    return new Sentence(board.id(), text.append('.').toString());
  }

  private static String subject(BoardSubject subject) {
    return switch (subject) {
      case ATHLETES -> "Athletes";
      case DEPARTMENTS -> "Departments";
      case SPORTS -> "Sports";
    };
  }

  private static String metric(Metric metric) {
    return switch (metric) {
      case POINTS -> "points";
      case KM -> "kilometres";
      case MINUTES -> "minutes";
      case METRES_CLIMBED -> "metres climbed";
      case ACTIVITIES -> "activities";
      case ACTIVE_DAYS -> "active days";
      case LONGEST_STREAK -> "longest streak of days";
    };
  }

  private static String team(Board board) {
    String value = board.value() == TeamValue.SUM ? ", the sum of " : ", the mean of ";
    String over = board.over() == TeamScope.ACTIVE ? "those who were active" : "all members";
    String least =
        board.minTeamSize() == 1 ? "" : ", in departments of at least " + board.minTeamSize();
    return value + over + least;
  }

  private static String periods(Board board) {
    List<String> words = new ArrayList<>();
    for (PeriodKind kind : board.periods()) {
      words.add(kind == PeriodKind.ALL ? "all time" : "each " + kind.id());
    }
    if (board.seasons()) {
      words.add("each season");
    }
    return "for " + String.join(", ", words);
  }
}
