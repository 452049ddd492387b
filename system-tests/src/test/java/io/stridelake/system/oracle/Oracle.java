package io.stridelake.system.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The slow, plain truth: adds everything up for each question and sorts it. It knows the
 * simulator's dump, the roster and CONTRACT's wording, and no code of the system under test.
 */
public final class Oracle {
  private final Map<String, Person> people;
  private final List<Counted> counted;

  /** An activity that counts for somebody. */
  record Counted(TrueActivity activity, Person person, BigDecimal points) {
    @Nullable String department() {
      return person.departmentOn(activity.date());
    }
  }

  /** Narrows a board; null does not. */
  public record Filter(@Nullable String sport, @Nullable String department) {
    public static final Filter NONE = new Filter(null, null);
  }

  /** All totals of a period. */
  public record Totals(TotalRow company, List<TotalRow> departments, List<TotalRow> sports) {}

  private record Team(String id, Sum sum, long size) {}

  /**
   * Scores everything once.
   *
   * @param company the simulator's {@code /simulator/v1/company}
   * @param roster people by the simulator's athlete id
   */
  public Oracle(JsonNode company, Map<String, Person> roster) {
    this(company, roster, CapSheet.NONE);
  }

  /** As above, with caps. */
  public Oracle(JsonNode company, Map<String, Person> roster, CapSheet caps) {
    this.people = Map.copyOf(roster);
    Map<String, Boolean> connected = new HashMap<>();
    company
        .get("athletes")
        .forEach(one -> connected.put(one.get("athlete").asText(), !one.get("scopes").isEmpty()));
    List<Counted> earned = new ArrayList<>();
    for (JsonNode each : company.get("activities")) {
      TrueActivity activity = TrueActivity.of(each);
      Person person = roster.get(activity.athlete());
      if (person != null && connected.getOrDefault(activity.athlete(), false)) {
        RuleSheet.points(activity)
            .ifPresent(points -> earned.add(new Counted(activity, person, points)));
      }
    }
    this.counted = caps.granted(earned);
  }

  /** How many activities count. */
  public int size() {
    return counted.size();
  }

  /** Points of the activities that count, by the provider's id of them, of one person. */
  public Map<String, BigDecimal> points(Person person) {
    Map<String, BigDecimal> points = new HashMap<>();
    for (Counted each : counted) {
      if (each.person().equals(person)) {
        points.put(Long.toString(each.activity().id()), each.points());
      }
    }
    return points;
  }

  /** Everybody who ever counted or is in the roster. */
  public List<Person> people() {
    return people.values().stream().sorted(Comparator.comparing(Person::id)).toList();
  }

  /** Every period that has something in it. */
  public List<Stretch> periods() {
    SortedSet<LocalDate> days = new TreeSet<>();
    counted.forEach(each -> days.add(each.activity().date()));
    List<Stretch> periods = new ArrayList<>();
    List<Function<LocalDate, Stretch>> kinds =
        List.of(Stretch::day, Stretch::week, Stretch::month, Stretch::year);
    for (Function<LocalDate, Stretch> kind : kinds) {
      days.stream().map(kind).distinct().forEach(periods::add);
    }
    periods.addAll(List.of(Stretch.ALL, Stretch.SPRING, Stretch.TURN));
    return periods;
  }

  /** The whole board, in its order. */
  public List<Row> board(OracleBoard board, Stretch period, Filter filter) {
    List<Counted> matching =
        counted.stream()
            .filter(each -> period.contains(each.activity().date()))
            .filter(each -> board.where().test(each.activity()))
            .filter(
                each -> filter.sport() == null || each.activity().sport().equals(filter.sport()))
            .filter(
                each ->
                    filter.department() == null || filter.department().equals(each.department()))
            .toList();
    return switch (board.of()) {
      case "athletes" -> ranked(board, athletes(matching));
      case "departments" -> ranked(board, teams(board, sums(matching, Counted::department)));
      case "sports" -> ranked(board, alone(sums(shown(matching), each -> each.activity().sport())));
      default -> throw new IllegalArgumentException(board.of());
    };
  }

  /** The totals of a period, hidden athletes included. */
  public Totals totals(Stretch period) {
    List<Counted> matching =
        counted.stream().filter(each -> period.contains(each.activity().date())).toList();
    Sum company = new Sum();
    matching.forEach(company::add);
    return new Totals(
        TotalRow.of("", company),
        named(sums(matching, Counted::department)),
        named(sums(matching, each -> each.activity().sport())));
  }

  private static List<TotalRow> named(Map<String, Sum> sums) {
    return sums.entrySet().stream()
        .map(each -> TotalRow.of(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(TotalRow::points).reversed().thenComparing(TotalRow::id))
        .toList();
  }

  private static List<Counted> shown(List<Counted> all) {
    return all.stream().filter(each -> !each.person().hidden()).toList();
  }

  private static List<Team> athletes(List<Counted> matching) {
    return alone(sums(shown(matching), each -> each.person().id()));
  }

  private static List<Team> alone(Map<String, Sum> sums) {
    return sums.entrySet().stream().map(e -> new Team(e.getKey(), e.getValue(), 1)).toList();
  }

  private List<Team> teams(OracleBoard board, Map<String, Sum> sums) {
    List<Team> teams = new ArrayList<>();
    sums.forEach(
        (department, sum) -> {
          long members =
              people.values().stream().filter(p -> department.equals(p.department())).count();
          long size = board.overAll() && members > 0 ? members : sum.athletes.size();
          if (size >= board.minTeamSize()) {
            teams.add(new Team(department, sum, size));
          }
        });
    return teams;
  }

  private static Map<String, Sum> sums(
      List<Counted> matching, Function<Counted, @Nullable String> group) {
    Map<String, Sum> sums = new HashMap<>();
    for (Counted each : matching) {
      String id = group.apply(each);
      if (id != null) {
        sums.computeIfAbsent(id, ignored -> new Sum()).add(each);
      }
    }
    return sums;
  }

  /** Compares a/b with c/d as a×d with c×b: nothing is rounded before it is ordered. */
  private static int compare(OracleBoard board, Team one, Team other) {
    return one.sum()
        .metric(board.metric())
        .multiply(BigDecimal.valueOf(divisor(board, other)))
        .compareTo(
            other.sum().metric(board.metric()).multiply(BigDecimal.valueOf(divisor(board, one))));
  }

  private static long divisor(OracleBoard board, Team team) {
    return board.mean() ? team.size() : 1;
  }

  private List<Row> ranked(OracleBoard board, List<Team> teams) {
    Comparator<Team> byMetric = (one, other) -> compare(board, one, other);
    List<Team> order =
        teams.stream()
            .filter(team -> reaches(board, team))
            .sorted(byMetric.reversed().thenComparing(Team::id))
            .toList();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      boolean tied = i > 0 && compare(board, order.get(i - 1), order.get(i)) == 0;
      rows.add(row(board, order.get(i), tied ? rows.get(i - 1).rank() : i + 1, i + 1));
    }
    return rows;
  }

  private static boolean reaches(OracleBoard board, Team team) {
    return board.atLeast() == null
        || team.sum()
                .metric(board.metric())
                .compareTo(new BigDecimal(board.atLeast()).multiply(Sum.unit(board.metric())))
            >= 0;
  }

  private Row row(OracleBoard board, Team team, long rank, long position) {
    Sum sum = team.sum();
    Person person = board.of().equals("athletes") ? byId(team.id()) : null;
    BigDecimal value =
        sum.metric(board.metric())
            .divide(
                Sum.unit(board.metric()).multiply(BigDecimal.valueOf(divisor(board, team))),
                Sum.decimals(board.metric()),
                RoundingMode.HALF_UP);
    return new Row(
        rank,
        position,
        value,
        team.id(),
        person == null ? team.id() : person.name(),
        person == null ? null : person.department(),
        sum.points,
        sum.activities,
        sum.km(),
        sum.minutes(),
        sum.metresClimbed());
  }

  private Person byId(String id) {
    return people.values().stream().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }
}
