package io.stridelake.query.preview;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.document.PeriodDocument;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.partition.Group;
import io.stridelake.query.ranking.WholeBoards;
import io.stridelake.rules.Board;
import io.stridelake.rules.RuleSet;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A page of a preview.
 *
 * @param from the generation before
 * @param to the generation after
 * @param fromRuleSet what scores the one before
 * @param toRuleSet what scores the one after
 * @param boards what else may be compared: those of both rule sets
 * @param rows who moves most comes first
 * @param next cursor for more rows, or null
 */
@Serdeable
record PreviewDocument(
    int from,
    int to,
    String fromRuleSet,
    String toRuleSet,
    String board,
    PeriodDocument period,
    List<Choice> boards,
    Summary summary,
    List<Row> rows,
    @Nullable String next) {

  /**
   * What changes altogether.
   *
   * @param members on the board before and after
   * @param company points of everybody in the period, before and after
   * @param km of everybody's counted activities
   * @param departments points of each before and after, the greatest change first
   */
  @Serdeable
  record Summary(
      long rise,
      long fall,
      long enter,
      long leave,
      long stay,
      Change members,
      Change company,
      Change km,
      List<Named> departments) {

    /** What counts in one generation, on whichever board. */
    record Sums(Group company, List<Group> departments) {}

    static Summary of(List<Movement> movements, Sums before, Sums after) {
      Map<Movement.Kind, Long> kinds = new EnumMap<>(Movement.Kind.class);
      movements.forEach(movement -> kinds.merge(movement.kind(), 1L, Long::sum));
      return new Summary(
          kinds.getOrDefault(Movement.Kind.RISE, 0L),
          kinds.getOrDefault(Movement.Kind.FALL, 0L),
          kinds.getOrDefault(Movement.Kind.ENTER, 0L),
          kinds.getOrDefault(Movement.Kind.LEAVE, 0L),
          kinds.getOrDefault(Movement.Kind.STAY, 0L),
          new Change(
              BigDecimal.valueOf(movements.stream().filter(m -> m.before() != null).count()),
              BigDecimal.valueOf(movements.stream().filter(m -> m.after() != null).count())),
          new Change(
              Amounts.points(before.company().points()), Amounts.points(after.company().points())),
          new Change(
              Amounts.km(before.company().distance()), Amounts.km(after.company().distance())),
          departments(before.departments(), after.departments()));
    }

    private static List<Named> departments(List<Group> before, List<Group> after) {
      Map<String, Long> was = new TreeMap<>();
      Map<String, Long> is = new TreeMap<>();
      before.forEach(department -> was.put(department.id(), department.points()));
      after.forEach(department -> is.put(department.id(), department.points()));
      return Named.byChange(was, is);
    }
  }

  /**
   * A board.
   *
   * @param periods the words for those that either rule set gives it
   */
  @Serdeable
  record Choice(String id, String of, List<String> periods) {
    /** The boards of both, in the order of the one after. */
    static List<Choice> of(RuleSet before, RuleSet after) {
      Map<String, Choice> choices = new LinkedHashMap<>();
      for (RuleSet rules : List.of(after, before)) {
        for (Board board : rules.boards()) {
          Choice choice =
              new Choice(board.id(), board.of().id(), PeriodParameter.allowed(rules, board));
          choices.merge(board.id(), choice, Choice::or);
        }
      }
      return List.copyOf(choices.values());
    }

    private Choice or(Choice other) {
      Set<String> all = new LinkedHashSet<>(periods);
      all.addAll(other.periods);
      return new Choice(id, of, List.copyOf(all));
    }
  }

  /** A number before and after. */
  @Serdeable
  record Change(BigDecimal before, BigDecimal after) {}

  /** Points of a department or by a rule, before and after. */
  @Serdeable
  record Named(String id, BigDecimal before, BigDecimal after) {
    /**
     * Both sides of every name in thousandths of a point; the greatest change first, then by id.
     */
    static List<Named> byChange(Map<String, Long> before, Map<String, Long> after) {
      Set<String> ids = new TreeSet<>(before.keySet());
      ids.addAll(after.keySet());
      return ids.stream()
          .sorted(
              Comparator.comparingLong(
                  id -> -Math.abs(after.getOrDefault(id, 0L) - before.getOrDefault(id, 0L))))
          .map(
              id ->
                  new Named(
                      id,
                      Amounts.points(before.getOrDefault(id, 0L)),
                      Amounts.points(after.getOrDefault(id, 0L))))
          .toList();
    }

    /** Whether both are the same. */
    boolean stays() {
      return before.equals(after);
    }
  }

  /** Who it is about. */
  @Serdeable
  record Who(String id, String name, @Nullable String department) {}

  /** Where it stands. */
  @Serdeable
  record Place(long rank, BigDecimal value) {
    static @Nullable Place of(WholeBoards.@Nullable Member member) {
      return member == null ? null : new Place(member.rank(), member.value());
    }
  }

  /**
   * One member.
   *
   * @param moves {@code rise | fall | enter | leave | stay}
   * @param ranks by how many ranks it rises, negative if it falls or leaves
   * @param because the rules by which an athlete's points in the period change, the greatest change
   *     first; none for departments and sports
   */
  @Serdeable
  record Row(
      Who member,
      String moves,
      long ranks,
      @Nullable Place before,
      @Nullable Place after,
      List<Named> because) {
    static Row of(Movement movement, List<Named> because) {
      WholeBoards.Member member = movement.member();
      return new Row(
          new Who(member.id(), member.name(), member.department()),
          movement.kind().name().toLowerCase(Locale.ROOT),
          movement.ranks(),
          Place.of(movement.before()),
          Place.of(movement.after()),
          because);
    }
  }
}
