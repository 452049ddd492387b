package io.stridelake.query.fake;

import io.stridelake.query.fake.Person.Deed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which activities of whom a question is about. */
public record FakeView(
    @Nullable String board,
    String from,
    String to,
    @Nullable String sport,
    @Nullable String department,
    boolean locked) {

  /** A member of a board. */
  public record Member(Person person, Sums sums, long score) {}

  public static final Comparator<Member> ORDER =
      Comparator.comparingLong(Member::score)
          .reversed()
          .thenComparing(member -> member.person().id());

  static FakeView of(Map<String, Object> view) {
    return new FakeView(
        (String) view.get("board"),
        (String) Objects.requireNonNull(view.get("from")),
        (String) Objects.requireNonNull(view.get("to")),
        (String) view.get("sport"),
        (String) view.get("department"),
        view.get("lock") != null);
  }

  /** Everybody who is on the board, sorted; in a locked season also who was hidden since. */
  public List<Member> members(List<Person> people) {
    return people.stream()
        .filter(person -> locked || !person.hidden())
        .map(person -> new Member(person, new Sums(deeds(person)), 0))
        .filter(member -> !member.sums().deeds().isEmpty())
        .map(m -> new Member(m.person(), m.sums(), m.sums().score(Objects.requireNonNull(board))))
        .filter(member -> !"ten-thousand-km".equals(board) || member.score() >= 10_000_000_000_000L)
        .sorted(ORDER)
        .toList();
  }

  /** What of somebody counts here. */
  public List<Deed> deeds(Person person) {
    if (department != null && !department.equals(person.department())) {
      return List.of();
    }
    return person.deeds().stream()
        .filter(deed -> deed.day().compareTo(from) >= 0 && deed.day().compareTo(to) <= 0)
        .filter(deed -> sport == null || sport.equals(deed.sport()))
        .toList();
  }
}
