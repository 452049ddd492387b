package io.stridelake.system.company;

import io.stridelake.simulator.company.Athlete;
import io.stridelake.system.oracle.Person;
import io.stridelake.system.oracle.Person.Stay;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The roster that the tests upload, and the people that it makes, kept by a bookkeeping of its own.
 * Of the company's athletes the last is not in it and gets an id on connecting.
 */
public final class TestRoster {
  private static final String HEADER = "name,athlete,visibility,department,since,account\r\n";

  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Long> accounts = new LinkedHashMap<>();
  private final Athlete stranger;

  /** Every twelfth athlete is hidden and every fifteenth without a department. */
  public TestRoster(List<Athlete> athletes) {
    this.stranger = athletes.getLast();
    for (int i = 0; i < athletes.size() - 1; i++) {
      Athlete athlete = athletes.get(i);
      String department = i % 15 == 7 ? null : athlete.department();
      Person person =
          new Person(
              athlete.athlete(),
              athlete.name(),
              i % 12 == 5,
              department == null ? List.of() : List.of(new Stay(null, department)));
      people.put(athlete.athlete(), person);
      accounts.put(athlete.athlete(), athlete.stravaId());
    }
  }

  /** Who connects without being in the roster. */
  public Athlete stranger() {
    return stranger;
  }

  /** The roster as it is before any move. */
  public String csv() {
    StringBuilder csv = new StringBuilder(HEADER);
    people.values().forEach(person -> csv.append(line(person, person.department(), null)));
    return csv.toString();
  }

  /** A file of those alone who move, and the moves themselves. */
  public String move(List<String> athletes, @Nullable String department, LocalDate since) {
    StringBuilder csv = new StringBuilder(HEADER);
    for (String athlete : athletes) {
      Person moved = person(athlete).moved(since, department);
      people.put(athlete, moved);
      csv.append(line(moved, department, since));
    }
    return csv.toString();
  }

  /** The people by the company's ids. */
  public Map<String, Person> people() {
    return Map.copyOf(people);
  }

  /** Tells which id the stranger got. */
  public void know(String id) {
    people.put(stranger.athlete(), new Person(id, stranger.name(), false, List.of()));
  }

  private Person person(String athlete) {
    Person person = people.get(athlete);
    if (person == null) {
      throw new IllegalArgumentException("no athlete " + athlete);
    }
    return person;
  }

  private String line(Person person, @Nullable String department, @Nullable LocalDate since) {
    return String.join(
            ",",
            '"' + person.name().replace("\"", "\"\"") + '"',
            person.id(),
            person.hidden() ? "hidden" : "shown",
            department == null ? "" : '"' + department.replace("\"", "\"\"") + '"',
            since == null ? "" : since.toString(),
            "strava:" + accounts.get(person.id()))
        + "\r\n";
  }
}
