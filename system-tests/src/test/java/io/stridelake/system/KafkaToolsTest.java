package io.stridelake.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.requirement.Lane;
import io.stridelake.simulator.company.Athlete;
import io.stridelake.system.company.SimulatedCompany;
import io.stridelake.system.company.TestRoster;
import io.stridelake.system.installation.Connect;
import io.stridelake.system.installation.Http;
import io.stridelake.system.installation.Installation;
import io.stridelake.system.installation.KafkaTools;
import io.stridelake.system.installation.StreamsProcess;
import io.stridelake.system.oracle.Oracle;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every line that {@code docs/operations.md} shows of Kafka's own tools does what it says. */
@Order(6)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
final class KafkaToolsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String DOCUMENTED_BROKER = "127.0.0.1:9092";
  private static final String DOCUMENTED_FOLDER = ".stride/services/streams-8082";
  private static final String RANKING = "stridelake.ranking.g1";
  private static final String CATALOGUE = "stridelake.catalogue.c1";
  private static final List<String> PAGES =
      List.of(
          "/rankings/athletes?limit=100",
          "/rankings/departments?period=year&date=2026-06-15",
          "/rankings/climbers?period=month&date=2026-10-15",
          "/totals?period=year&date=2026-06-15");

  private final DocumentedLines lines =
      DocumentedLines.of("docs/operations.md", "Kafka's own tools");
  private @Nullable Installation installation;
  private int ran;

  @Test
  void shouldDoWhatTheDocumentSays() throws Exception {
    Path dir = Workspace.fresh("kafka-tools");
    try (SimulatedCompany company = SimulatedCompany.start(8, Map.of());
        Installation started =
            Installation.start(dir, company.strava(), CompanyYear.rules(dir), 1)) {
      installation = started;
      fill(company);
      Map<String, String> before = pages();
      assertThat(before.values()).noneMatch(body -> body.startsWith("status"));

      look();
      resetRankings();
      awaitPages(before);
      int entries = activityRecords();
      rereadTheLake();
      installation()
          .await("the lake is read again", PATIENCE)
          .until(() -> activityRecords() == 2 * entries);
      awaitPages(before);

      assertThat(lines.allTaken()).as("a line of the document was not run").isTrue();
      System.out.printf("Kafka's tools: %d documented lines did what they say%n", ran);
    }
  }

  private void fill(SimulatedCompany company) {
    List<Athlete> athletes = company.simulator().company().athletes();
    TestRoster roster = new TestRoster(athletes);
    installation().putRoster(roster.csv());
    athletes
        .subList(0, athletes.size() - 1)
        .forEach(athlete -> Connect.athlete(installation(), athlete.athlete()));
    Oracle oracle = new Oracle(company.truth(installation().http()), roster.people());
    Comparison comparison = new Comparison(installation(), oracle);
    installation()
        .await("the API shows what is true", PATIENCE)
        .until(() -> comparison.gap().isEmpty());
  }

  private void look() {
    assertThat(tool("kafka-topics.sh", "--list").lines())
        .contains(
            "stridelake.lake",
            "stridelake.activities.c1",
            "stridelake.roster",
            "stridelake.accounts",
            "stridelake.inbox",
            "stridelake.control")
        .anyMatch(topic -> topic.startsWith(RANKING + "-") && topic.endsWith("-changelog"));
    assertThat(tool("kafka-topics.sh", "--describe", "stridelake.lake"))
        .contains("PartitionCount: 12", "cleanup.policy=compact", "retention.ms=-1")
        .contains("message.timestamp.type=LogAppendTime");
    assertThat(tool("kafka-consumer-groups.sh", "--list").lines())
        .contains(RANKING, CATALOGUE, "stridelake.ingest");
    assertThat(lags(tool("kafka-consumer-groups.sh", "--describe", CATALOGUE)))
        .hasSize(12)
        .allSatisfy((partition, lag) -> assertThat(lag).isLessThanOrEqualTo(1));
    assertThat(tool("kafka-consumer-groups.sh", "--members", RANKING).lines())
        // Seen from inside a container, the member's address is another one of this machine's.
        .anyMatch(line -> line.matches(RANKING + " .* /[0-9.]+ .* 36\\s*"));
    String records = tool("kafka-console-consumer.sh", "stridelake.lake");
    assertThat(records.lines().filter(line -> line.contains("provider:strava"))).hasSize(3);
    assertThat(records).contains("kind:activity", "received-at:", "/strava/activity/");
  }

  private void resetRankings() {
    StreamsProcess streams = installation().streams(0);
    streams.close();
    awaitEmpty(RANKING);
    assertThat(tool("kafka-streams-application-reset.sh", RANKING, "--dry-run"))
        .contains("stridelake.activities.c1", RANKING + "-");
    assertThat(changelogs()).isNotEmpty();

    tool("kafka-streams-application-reset.sh", RANKING);

    assertThat(changelogs()).isEmpty();
    Map<String, Long> lags = lags(tool("kafka-consumer-groups.sh", "--describe", RANKING));
    assertThat(lags).hasSize(36);
    assertThat(sum(lags)).isGreaterThanOrEqualTo(activityRecords());
    removeState();
    streams.start();
  }

  private void rereadTheLake() {
    StreamsProcess streams = installation().streams(0);
    streams.close();
    awaitEmpty(CATALOGUE);
    String planned = tool("kafka-consumer-groups.sh", "--reset-offsets", CATALOGUE, "--dry-run");
    assertThat(planned.lines().filter(line -> line.contains("stridelake.lake"))).hasSize(12);

    tool("kafka-consumer-groups.sh", "--reset-offsets", CATALOGUE, "--execute");

    streams.start();
  }

  /** Static members keep their places for the session's time-out. */
  private void awaitEmpty(String group) {
    String line = lines.next("kafka-consumer-groups.sh", "--state", group);
    ran++;
    installation()
        .await(group + " is empty", PATIENCE)
        .until(() -> KafkaTools.run(here(line)).expectSuccess().contains(" Empty "));
  }

  /** Runs the document's next line, which must have these words, against the test's broker. */
  private String tool(String... words) {
    String line = lines.next(words);
    ran++;
    return KafkaTools.run(here(line)).expectSuccess();
  }

  private String here(String line) {
    assertThat(line).contains(DOCUMENTED_BROKER);
    return line.replace(DOCUMENTED_BROKER, installation().bootstrap());
  }

  private void removeState() {
    String line = lines.next("rm -r ", DOCUMENTED_FOLDER, RANKING);
    ran++;
    Path folder = installation().streams(0).data();
    Path state = Path.of(line.substring("rm -r ".length()).replace(DOCUMENTED_FOLDER, "" + folder));
    assertThat(state).isDirectory();
    try (Stream<Path> inside = Files.walk(state)) {
      inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(state).doesNotExist();
  }

  private Installation installation() {
    return Objects.requireNonNull(installation);
  }

  /** The bodies of some pages, as soon as all of them are answered. */
  private Map<String, String> pages() {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (String page : PAGES) {
      Http.Answer answer = installation().http().get(installation().api(page));
      bodies.put(page, answer.status() == 200 ? answer.text() : "status " + answer.status());
    }
    return bodies;
  }

  private void awaitPages(Map<String, String> expected) {
    installation()
        .await("the pages are as before", PATIENCE)
        .untilAsserted(() -> assertThat(pages()).isEqualTo(expected));
  }

  private int activityRecords() {
    return Lake.read(installation().bootstrap(), "stridelake.activities.c1").size();
  }

  private Set<String> changelogs() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", installation().bootstrap()))) {
      Set<String> topics = new TreeSet<>(admin.listTopics().names().get());
      topics.removeIf(topic -> !topic.startsWith(RANKING + "-"));
      return topics;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** By the column's name: which lag each partition has; none where nothing was ever read. */
  private static Map<String, Long> lags(String table) {
    List<List<String>> rows = table.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    List<String> header =
        rows.stream().filter(row -> row.getFirst().equals("GROUP")).findFirst().orElseThrow();
    Map<String, Long> lags = new TreeMap<>();
    for (List<String> row : rows) {
      if (row.getFirst().startsWith("stridelake.")) {
        String partition =
            row.get(header.indexOf("TOPIC")) + "-" + row.get(header.indexOf("PARTITION"));
        String lag = row.get(header.indexOf("LAG"));
        lags.put(partition, lag.equals("-") ? 0L : Long.parseLong(lag));
      }
    }
    return lags;
  }

  private static long sum(Map<String, Long> lags) {
    return lags.values().stream().mapToLong(Long::longValue).sum();
  }
}
