package io.stridelake.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stridelake.requirement.Lane;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.faults.Faults;
import io.stridelake.system.company.Script;
import io.stridelake.system.company.SimulatedCompany;
import io.stridelake.system.company.TestRoster;
import io.stridelake.system.installation.Connect;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.oracle.Oracle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The story that several test classes look at: a company connects, a year of activities is
 * backfilled, thousands of changes happen while Strava misbehaves and an instance is killed. It is
 * told once, when the first test asks for it, and ends with the last class.
 */
@Tag(Lane.INSTALLATION)
final class CompanyYear implements AutoCloseable {
  static final boolean SOAK = Boolean.getBoolean("stride.soak");

  private static final int ATHLETES = SOAK ? 320 : 60;
  private static final int CHANGES = SOAK ? 30_000 : 3_600;
  private static final int NOT_CONNECTED = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(SOAK ? 20 : 3);

  /** Duplicates, disorder, forgeries, failing answers, and activities that are not there yet. */
  private static final Faults MISBEHAVIOUR = new Faults(0, 0.01, 0, 0, 0, 0.15, 25, 0.08);

  final SimulatedCompany company;
  final Installation installation;
  final TestRoster roster;
  final Script script;
  private @Nullable Poller poller;

  private CompanyYear(Path dir) {
    company = SimulatedCompany.start(ATHLETES, java.util.Map.of());
    try {
      installation = Installation.start(dir, company.strava(), rules(dir), 2);
    } catch (RuntimeException | Error e) {
      company.close();
      throw e;
    }
    List<Athlete> athletes = company.simulator().company().athletes();
    roster = new TestRoster(athletes);
    script = new Script(company.simulator(), athletes.subList(NOT_CONNECTED, ATHLETES), 42);
  }

  /** What the rankings must be now. */
  Oracle oracle() {
    JsonNode truth = company.truth(installation.http());
    return new Oracle(truth, roster.people());
  }

  /** Waits until the API shows what is true now, and returns that. */
  Oracle awaitCaughtUp() throws InterruptedException {
    if (!script.awaitDrained(PATIENCE)) {
      throw new AssertionError("the simulator's queue is not drained");
    }
    installation.await("ingest has nothing waiting", PATIENCE).until(installation::ingestIsIdle);
    Oracle oracle = oracle();
    Comparison comparison = new Comparison(installation, oracle);
    try {
      installation.await("the API has caught up", PATIENCE).until(() -> comparison.gap().isEmpty());
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      throw new AssertionError("the API does not catch up: " + comparison.gap(), e);
    }
    return oracle;
  }

  private void tell() throws InterruptedException {
    List<Athlete> athletes = company.simulator().company().athletes();
    installation.putRoster(roster.csv());
    connect(athletes.subList(NOT_CONNECTED, ATHLETES / 2));
    poller = new Poller(installation);
    script.setFaults(MISBEHAVIOUR);
    script.run(CHANGES / 4);
    connect(athletes.subList(ATHLETES / 2, ATHLETES));
    moveSome(athletes);
    script.run(CHANGES / 4);
    installation.streams(1).kill();
    script.run(CHANGES / 4);
    installation.streams(1).start();
    script.run(CHANGES - 3 * (CHANGES / 4));
    script.setFaults(Faults.NONE);
  }

  private void connect(List<Athlete> athletes) {
    athletes.forEach(athlete -> Connect.athlete(installation, athlete.athlete()));
  }

  /**
   * Moves athletes, in what the oracle knows too.
   *
   * @param athletes their numbers in the company
   * @return the roster that says so
   */
  String move(List<Integer> athletes, String department, LocalDate since) {
    List<Athlete> all = company.simulator().company().athletes();
    return roster.move(
        athletes.stream().map(number -> all.get(number).athlete()).toList(), department, since);
  }

  private void moveSome(List<Athlete> athletes) {
    List<String> ids = athletes.stream().map(Athlete::athlete).toList();
    List<String> some = List.of(ids.get(3), ids.get(8), ids.get(20), ids.get(33));
    installation.putRoster(roster.move(some, "Finance", LocalDate.of(2026, 3, 15)));
    installation.putRoster(
        roster.move(some.subList(1, 3), "Field, \"Sales\"", LocalDate.of(2026, 8, 1)));
    installation.putRoster(roster.move(List.of(ids.get(12)), null, LocalDate.of(2026, 6, 30)));
    installation.putRoster(roster.move(List.of(ids.get(7)), "Finance", LocalDate.of(2026, 1, 1)));
  }

  /** Whose id nobody chose: it is learnt from the ranking page, by the name. */
  private void learnStranger() {
    String name = roster.stranger().name();
    String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
    installation
        .await("the stranger is on the board", PATIENCE)
        .until(
            () -> {
              String address = installation.api("/rankings/athletes?q=" + query);
              Http.Answer answer = installation.http().get(address);
              return answer.status() == 200 && know(name, answer.json().get("entries"));
            });
  }

  private boolean know(String name, JsonNode entries) {
    for (JsonNode entry : entries) {
      if (entry.get("member").get("name").asText().equals(name)) {
        roster.know(entry.get("member").get("id").asText());
        return true;
      }
    }
    return false;
  }

  /** The poller of the story; it asks until it is stopped. */
  Poller poller() {
    if (poller == null) {
      throw new IllegalStateException("nothing has been told yet");
    }
    return poller;
  }

  @Override
  public void close() {
    if (poller != null) {
      poller.close();
    }
    installation.close();
    company.close();
  }

  static Path rules(Path dir) {
    try (InputStream rules = CompanyYear.class.getResourceAsStream("whole-path-rules.yaml")) {
      Files.createDirectories(dir);
      Path file = dir.resolve("rules.yaml");
      Files.write(file, java.util.Objects.requireNonNull(rules).readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands the one story to all test classes. */
  static final class Teller implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == CompanyYear.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      // The test itself is not on the stack yet when the story starts a broker.
      Lane.requireBrokerTag(context.getTags());
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(CompanyYear.class, key -> told(), CompanyYear.class);
    }

    private static CompanyYear told() {
      CompanyYear year = new CompanyYear(Workspace.fresh("company-year"));
      try {
        year.tell();
        if (!year.script.awaitDrained(PATIENCE)) {
          throw new AssertionError("the simulator's queue is not drained");
        }
        year.learnStranger();
        return year;
      } catch (RuntimeException | Error e) {
        year.close();
        throw e;
      } catch (InterruptedException e) {
        year.close();
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
