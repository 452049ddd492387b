package io.stridelake.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.stridelake.topics.TopicCatalogue;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every line that {@code docs/operations.md} shows of Kafka's own tools does what it says. */
@Order(6)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@Tag(Lane.INSTALLATION)
@Execution(ExecutionMode.CONCURRENT)
final class KafkaToolsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String DOCUMENTED_BROKER = "127.0.0.1:9092";
  private static final String DOCUMENTED_FOLDER = ".stride/services/streams-8082";
  private static final String DOCUMENTED_RANKING = "stridelake.ranking.g1";
  private static final String DOCUMENTED_CATALOGUE = "stridelake.catalogue.c1";
  private static final String DOCUMENTED_ACTIVITIES = "stridelake.activities.c1";

  /** So many that a replay takes a while, in which somebody may ask. */
  private static final int ACTIVITIES = 40_000;

  private static final long FIRST_ID = 1_000_000_000_000L;

  private static final List<String> PAGES =
      List.of(
          "/rankings/athletes?limit=100",
          "/rankings/departments?period=year&date=2026-06-15",
          "/rankings/climbers?period=month&date=2026-10-15",
          "/totals?period=year&date=2026-06-15");

  private DocumentedLines lines = DocumentedLines.of("docs/operations.md", "Kafka's own tools");
  private @Nullable Installation installation;

  /** The ids in force, as the API names them. */
  private String ranking = "";

  private String catalogue = "";
  private String activities = "";
  private int ran;

  @Test
  void shouldDoWhatTheDocumentSays() throws Exception {
    Path dir = Workspace.fresh("kafka-tools");
    try (SimulatedCompany company = SimulatedCompany.start(8, Map.of());
        Installation started =
            Installation.start(dir, company.strava(), CompanyYear.rules(dir), 1)) {
      installation = started;
      fill(company);
      nameTheIdsInForce();
      look();
      Map<String, String> before = pages();
      assertThat(before.values()).noneMatch(body -> body.startsWith("status"));

      poll("a reset", before, this::resetRankings);
      long entries = activityRecords();
      poll("reading the lake again", before, this::rereadTheLake);
      installation()
          .await("the lake is read again", PATIENCE)
          .until(() -> activityRecords() == 2 * entries);
      assertThat(lines.allTaken()).as("a line of the document was not run").isTrue();

      promoteACandidateFromTheLake();
      nameTheIdsInForce();
      assertThat(ranking).isEqualTo("stridelake.ranking.g2");
      assertThat(catalogue).isEqualTo("stridelake.catalogue.c2");
      lines = DocumentedLines.of("docs/operations.md", "Kafka's own tools");
      lines.skipTo("--state", DOCUMENTED_RANKING);
      poll("a reset after a promote", pages(), this::resetRankings);

      System.out.printf("Kafka's tools: %d documented lines did what they say%n", ran);
    }
  }

  /** Asks all the time while something is done: each answer is right, or an honest 503. */
  private void poll(String what, Map<String, String> before, Runnable step)
      throws InterruptedException {
    String page = PAGES.getFirst();
    String expected = before.get(page);
    try (GenerationPoller poller =
        new GenerationPoller(
            installation(), answer -> answer.status() == 200 && answer.text().equals(expected))) {
      step.run();
      awaitPages(before);
      System.out.printf("Kafka's tools: %s: %s%n", what, poller.summary());
      poller.stop();
    }
  }

  /** As {@code ./stride generations} prints them. */
  private void nameTheIdsInForce() {
    JsonNode all = admin("GET", "/admin/generations", "").expect(200).json();
    JsonNode active = all.get("generations").get(all.get("active").asInt() - 1);
    ranking = active.get("application").asText();
    catalogue = active.get("catalogueApplication").asText();
    activities = "stridelake.activities.c" + active.get("catalogue").asText();
  }

  private void promoteACandidateFromTheLake() {
    JsonNode active = admin("GET", "/admin/generations/1", "").expect(200).json();
    String order = "{\"ruleSet\":\"%s\",\"from\":\"lake\"}";
    admin("POST", "/admin/generations", order.formatted(active.get("ruleSet").asText()))
        .expect(202);
    installation()
        .await("the candidate is ready", PATIENCE)
        .until(
            () ->
                admin("GET", "/admin/generations/2", "")
                    .expect(200)
                    .json()
                    .get("state")
                    .asText()
                    .equals("ready"));
    admin("POST", "/admin/generations/2/promote", "").expect(200);
    installation()
        .await("the promoted generation answers", PATIENCE)
        .until(() -> String.valueOf(pages().get(PAGES.getFirst())).contains("\"generation\":2"));
  }

  private Http.Answer admin(String method, String path, String body) {
    return installation()
        .http()
        .send(
            method,
            installation().api("").replace("/api/v1", "") + path,
            body.getBytes(UTF_8),
            "Authorization",
            "Bearer " + Installation.ADMIN,
            "Content-Type",
            "application/json");
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
    try (RawWriter lake = new RawWriter(installation().bootstrap(), new TopicCatalogue())) {
      for (int id = 0; id < ACTIVITIES; id++) {
        lake.put(athletes.get(id % (athletes.size() - 1)).athlete(), FIRST_ID + id, 1_000);
      }
      lake.flush();
    }
    installation()
        .await("everything is applied", PATIENCE)
        .until(
            () -> {
              JsonNode progress =
                  admin("GET", "/admin/generations/1", "").expect(200).json().get("progress");
              return progress.get("done").asLong() == progress.get("total").asLong();
            });
  }

  private void look() {
    assertThat(tool("kafka-topics.sh", "--list").lines())
        .contains(
            "stridelake.lake",
            activities,
            "stridelake.roster",
            "stridelake.accounts",
            "stridelake.inbox",
            "stridelake.control")
        .anyMatch(topic -> topic.startsWith(ranking + "-") && topic.endsWith("-changelog"));
    assertThat(tool("kafka-topics.sh", "--describe", "stridelake.lake"))
        .contains("PartitionCount: 12", "cleanup.policy=compact", "retention.ms=-1")
        .contains("message.timestamp.type=LogAppendTime");
    assertThat(tool("kafka-consumer-groups.sh", "--list").lines())
        .contains(ranking, catalogue, "stridelake.ingest");
    assertThat(lags(tool("kafka-consumer-groups.sh", "--describe", catalogue)))
        .hasSize(12)
        .allSatisfy((partition, lag) -> assertThat(lag).isLessThanOrEqualTo(1));
    assertThat(tool("kafka-consumer-groups.sh", "--members", ranking).lines())
        // Seen from inside a container, the member's address is another one of this machine's.
        .anyMatch(line -> line.matches(ranking + " .* /[0-9.]+ .* 36\\s*"));
    String records = tool("kafka-console-consumer.sh", "stridelake.lake");
    assertThat(records.lines().filter(line -> line.contains("provider:strava"))).hasSize(3);
    assertThat(records).contains("kind:activity", "received-at:", "/strava/activity/");
  }

  private void resetRankings() {
    StreamsProcess streams = installation().streams(0);
    streams.close();
    awaitEmpty(ranking);
    assertThat(tool("kafka-streams-application-reset.sh", ranking, "--dry-run"))
        .contains(activities, ranking + "-");
    assertThat(changelogs()).isNotEmpty();

    tool("kafka-streams-application-reset.sh", ranking);

    assertThat(changelogs()).isEmpty();
    Map<String, Long> lags = lags(tool("kafka-consumer-groups.sh", "--describe", ranking));
    assertThat(lags).hasSize(36);
    assertThat(sum(lags)).isGreaterThanOrEqualTo(activityRecords());
    removeState();
    streams.start();
  }

  private void rereadTheLake() {
    StreamsProcess streams = installation().streams(0);
    streams.close();
    awaitEmpty(catalogue);
    String planned = tool("kafka-consumer-groups.sh", "--reset-offsets", catalogue, "--dry-run");
    assertThat(planned.lines().filter(line -> line.contains("stridelake.lake"))).hasSize(12);

    tool("kafka-consumer-groups.sh", "--reset-offsets", catalogue, "--execute");

    streams.start();
  }

  /** Static members keep their places for the session's time-out. */
  private void awaitEmpty(String group) {
    String line = lines.next("kafka-consumer-groups.sh", "--state");
    assertThat(here(line)).contains(group);
    ran++;
    installation()
        .await(group + " is empty", PATIENCE)
        .until(() -> KafkaTools.run(here(line)).expectSuccess().contains(" Empty "));
  }

  /** Runs the document's next line, which must have these words, against the test's broker. */
  private String tool(String... words) {
    String line = lines.next();
    assertThat(inForce(line)).contains(words);
    ran++;
    return KafkaTools.run(here(line)).expectSuccess();
  }

  /** A line as an operator adapts it: the broker, and the ids in force. */
  private String here(String line) {
    assertThat(line).contains(DOCUMENTED_BROKER);
    return inForce(line).replace(DOCUMENTED_BROKER, installation().bootstrap());
  }

  private String inForce(String line) {
    return line.replaceAll(Pattern.quote(DOCUMENTED_RANKING) + "\\b", ranking)
        .replaceAll(Pattern.quote(DOCUMENTED_CATALOGUE) + "\\b", catalogue)
        .replaceAll(Pattern.quote(DOCUMENTED_ACTIVITIES) + "\\b", activities);
  }

  private void removeState() {
    String line = inForce(lines.next("rm -r ", DOCUMENTED_FOLDER));
    assertThat(line).contains(ranking);
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
    return Lake.read(installation().bootstrap(), activities).size();
  }

  private Set<String> changelogs() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", installation().bootstrap()))) {
      Set<String> topics = new TreeSet<>(admin.listTopics().names().get());
      topics.removeIf(topic -> !topic.startsWith(ranking + "-"));
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
