package io.stridelake.rules;

import io.stridelake.rules.RuleSetWords.Sentence;
import java.util.List;

/** What holds for the whole rule set. */
final class GeneralWords {
  private GeneralWords() {}

  static List<Sentence> of(RuleSet ruleSet) {
    Counts counts = ruleSet.counts();
    return List.of(
        new Sentence(
            null, counting("Activities that only the athlete may see", counts.privately())),
        new Sentence(null, counting("Activities flagged by others", counts.flagged())),
        new Sentence(null, counting("Activities typed in by hand", counts.manual())),
        new Sentence(null, duplicates(ruleSet.duplicates())),
        new Sentence(null, moves(ruleSet.departmentMoves())),
        new Sentence(null, today(ruleSet)));
  }

  private static String counting(String which, boolean counted) {
    return which + (counted ? " count." : " do not count.");
  }

  private static String duplicates(Duplicates duplicates) {
    return "Recordings by two providers are of one workout if they share at least "
        + duplicates.minOverlap().movePointRight(2).stripTrailingZeros().toPlainString()
        + " % of the shorter one's time; only the better documented one counts.";
  }

  private static String moves(DepartmentMoves moves) {
    return switch (moves) {
      case KEEP_HISTORY ->
          "An activity belongs to the department of which the athlete was a member on its day.";
      case TAKE_ALONG ->
          "An activity belongs to the department of which the athlete is a member today.";
    };
  }

  private static String today(RuleSet ruleSet) {
    return ruleSet.zone() == null
        ? "An activity counts for the local day on which it started."
        : "An activity counts for the local day on which it started; today is the day in "
            + ruleSet.zone()
            + ".";
  }
}
