package io.stridelake.system.browser;

import io.stridelake.simulator.NewActivity;
import io.stridelake.simulator.SimulatedStrava;
import io.stridelake.simulator.company.Activity;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.simulator.company.Flag;
import io.stridelake.system.company.SimulatedCompany;
import io.stridelake.system.installation.Connect;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A whole installation with a year of a company's activities up to yesterday, and some walks today
 * that only this class makes.
 */
final class Stage implements AutoCloseable {
  /** More than a page of the ranking holds. */
  private static final int ATHLETES = 64;

  private static final int WALKERS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** An event that comes while the broker is down is tried again when it is back. */
  private static final String RETRY_SPACING = "8s";

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final SimulatedCompany company;
  private final Installation installation;
  private int walks;

  private Stage(Path dir) throws IOException {
    company =
        SimulatedCompany.start(
            ATHLETES,
            Map.of(
                "simulator.end-date",
                today.minusDays(1).toString(),
                "simulator.retry-spacing",
                RETRY_SPACING));
    try {
      installation = Installation.start(dir, company.strava(), rules(dir), 1);
    } catch (RuntimeException | Error e) {
      company.close();
      throw e;
    }
  }

  /** Starts everything and waits until the ranking shows every activity there is. */
  static Stage open(Path dir) throws IOException {
    Stage stage = new Stage(dir);
    try {
      stage.fill();
      return stage;
    } catch (RuntimeException | Error e) {
      stage.close();
      throw e;
    }
  }

  String page() {
    return installation.api("").replace("/api/v1", "/");
  }

  /** An athlete walks today, at one metre a second, and Strava says so. */
  void walk(String athlete, int metres) {
    walks++;
    simulator()
        .create(
            athlete,
            new NewActivity(
                "Walk " + walks,
                "Walk",
                today.atTime(0, 1),
                ZoneOffset.UTC,
                BigDecimal.valueOf(metres),
                BigDecimal.ZERO,
                metres,
                metres,
                Set.of()));
  }

  void stopBroker() {
    installation.stopKafka();
  }

  void startBroker() {
    installation.startKafka();
  }

  void stopStreams() {
    installation.streams(0).close();
  }

  void startStreams() {
    installation.streams(0).start();
  }

  @Override
  public void close() {
    installation.close();
    company.close();
  }

  private void fill() {
    List<Athlete> athletes = simulator().company().athletes();
    StringBuilder roster = new StringBuilder("athlete,name,department,account\r\n");
    for (Athlete each : athletes) {
      roster.append(
          "%s,\"%s\",\"%s\",strava:%d\r\n"
              .formatted(
                  each.athlete(),
                  each.name(),
                  Objects.requireNonNullElse(each.department(), ""),
                  each.stravaId()));
    }
    installation.putRoster(roster.toString());
    athletes.forEach(each -> Connect.athlete(installation, each.athlete()));
    for (int i = 0; i < WALKERS; i++) {
      walk(athletes.get(i).athlete(), 1_000 * (WALKERS - i));
    }
    long counted = simulator().company().activities().stream().filter(Stage::counts).count();
    installation
        .await("the ranking shows all " + counted + " activities", PATIENCE)
        .until(() -> shown() == counted);
  }

  private long shown() {
    Http.Answer answer = installation.http().get(installation.api("/totals?period=all"));
    return answer.status() == 200
        ? answer.json().get("company").get("activities").asLong()
        : Long.MIN_VALUE;
  }

  private static boolean counts(Activity activity) {
    return !activity.deleted() && !activity.is(Flag.ONLY_ME) && !activity.is(Flag.FLAGGED);
  }

  private SimulatedStrava simulator() {
    return company.simulator();
  }

  private Path rules(Path dir) throws IOException {
    try (InputStream rules = Stage.class.getResourceAsStream("rules.yaml")) {
      String text =
          new String(
              Objects.requireNonNull(rules).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      return Files.writeString(
          dir.resolve("rules.yaml"),
          text.replace("SEASON_FROM", today.minusDays(120).toString())
              .replace("SEASON_TO", today.minusDays(60).toString()));
    }
  }
}
