package io.stridelake.streams.season;

import static io.stridelake.streams.TestInstallation.PATIENCE;
import static io.stridelake.streams.TestInstallation.TOPICS;
import static io.stridelake.streams.TestInstallation.points;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stridelake.athlete.AthleteId;
import io.stridelake.requirement.Lane;
import io.stridelake.schema.AccountState;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.TestInstallation;
import io.stridelake.streams.TestInstallation.Instance;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.topics.Partitions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seasons are locked over two instances; each test has a season and athletes of its own. */
@Tag(Lane.BROKER)
class SeasonLockTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STALL = Duration.ofSeconds(4);
  private static final String PAGE = "{\"kind\":\"page\",\"limit\":100}";

  @TempDir static Path folder;
  private static TestInstallation installation;
  private static Instance one;
  private static Instance other;
  private static int seasons;

  @BeforeAll
  static void startTwo() throws Exception {
    installation = new TestInstallation(folder);
    Path rules = Files.writeString(folder.resolve("first.yaml"), rules("first", 1, "m50"));
    Map<String, Object> own =
        Map.of(
            "stridelake.streams.rules-file",
            rules.toString(),
            "stridelake.streams.stall-limit",
            STALL.toSeconds() + "s");
    one = installation.start("one", own);
    other = installation.start("other", own);
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    installation.close();
  }

  /**
   * A month with two athletes in it.
   *
   * @param id of the season
   */
  private record Month(String id, YearMonth month) {
    AthleteId athlete(String name) {
      return new AthleteId(name + "-" + id);
    }

    String day(int number) {
      return month.atDay(number).toString();
    }

    long activity(int number) {
      return seasonsSoFar(month) * 1_000L + number;
    }

    private static int seasonsSoFar(YearMonth month) {
      return month.getYear() * 12 + month.getMonthValue();
    }

    void run(String name, int number, int metres) throws Exception {
      installation.put(
          athlete(name),
          activity(number),
          TestInstallation.run(activity(number), day(number), Integer.toString(metres)));
    }

    /** The season's board as it is locked, or null as it goes on. */
    String view(@Nullable String lock) {
      return """
      {"board":"athletes","from":"%s","to":"%s","lock":%s}\
      """
          .formatted(
              month.atDay(1),
              month.atEndOfMonth(),
              lock == null ? "null" : "{\"season\":\"%s\",\"lock\":\"%s\"}".formatted(id, lock));
    }

    HttpResponse<String> lock(Instance at, String query) throws Exception {
      return at.post("/admin/seasons/" + id + "/lock" + query, "");
    }

    HttpResponse<String> unlock(Instance at, String why) throws Exception {
      return at.post("/admin/seasons/" + id + "/unlock", "{\"why\":\"" + why + "\"}");
    }

    /** Locks it; retried as a script would, which is told so by the answer. */
    String locked() throws Exception {
      HttpResponse<String> answer = lock(one, "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return lockOf(answer);
    }
  }

  private static Month month() throws Exception {
    seasons++;
    Month month = month(seasons);
    installation.enrol(month.athlete("ann"), "Ann", "Sales");
    installation.enrol(month.athlete("ben"), "Ben", "Sales");
    month.run("ann", 20, 5000);
    month.run("ben", 21, 3000);
    awaitPoints(month.view(null), then(month));
    return month;
  }

  private static String then(Month month) {
    return "ann-%1$s 5000, ben-%1$s 3000".formatted(month.id());
  }

  private static Month month(int number) {
    return new Month("m" + number, YearMonth.of(2020, 1).plusMonths(number));
  }

  @Test
  void shouldRefuseWhatCannotBeLocked() throws Exception {
    assertThat(one.post("/admin/seasons/spring/lock", "").statusCode()).isEqualTo(404);
    HttpResponse<String> early = one.post("/admin/seasons/far/lock", "");
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.body())
        .contains("2199-02-08")
        .contains(LocalDate.now().toString().substring(0, 4));
    JsonNode far = season(other, "far");
    assertThat(far.get("locked").asBoolean()).isFalse();
    assertThat(far.get("lockableFrom").asText()).isEqualTo("2199-02-08");
    assertThat(far.get("unlocked")).isEmpty();
  }

  @Test
  void shouldNotBeLockedByAnAttemptThatEndedInTheMiddle() throws Exception {
    Month month = month();
    HttpResponse<String> begun =
        one.post(
            "/internal/v1/generations/%d/seasons/%s/copies".formatted(active(), month.id()),
            "{\"lock\":\"crashed\",\"from\":\"%s\",\"to\":\"%s\",\"marks\":{\"lake\":{},\"roster\":{}}}"
                .formatted(month.day(1), month.day(28)));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);

    assertThat(season(one, month.id()).get("locked").asBoolean()).isFalse();
    assertThat(one.query(active(), month.view("crashed"), PAGE).statusCode()).isEqualTo(503);
  }

  @Test
  void shouldBeLockedOnceWhoeverAsks() throws Exception {
    Month month = month();
    List<HttpResponse<String>> answers =
        atOnce(
            Stream.of(one, other, one, other)
                .<Callable<HttpResponse<String>>>map(instance -> () -> month.lock(instance, ""))
                .toList());

    String lock = season(one, month.id()).get("lock").get("lock").asText();
    assertThat(answers).anyMatch(answer -> answer.statusCode() == 200);
    for (HttpResponse<String> answer : answers) {
      assertThat(answer.statusCode()).as(answer.body()).isIn(200, 409);
      assertThat(answer.body()).as("what happened").contains(lock);
    }
    HttpResponse<String> repeated = month.lock(other, "");
    assertThat(repeated.statusCode()).isEqualTo(200);
    assertThat(lockOf(repeated)).isEqualTo(lock);
    awaitPoints(month.view(lock), then(month));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(other.json("/internal/v1/cluster").get("locks").toString())
                    .contains(lock));
  }

  @Test
  void shouldHoldAllThatWasInTheLakeBefore() throws Exception {
    Month month = month();
    List<ServedGeneration> running =
        Stream.of(one, other)
            .map(instance -> instance.context().getBean(GenerationRunner.class).served())
            .toList();
    running.forEach(each -> each.catalogue().brake().hold());
    String lock;
    try {
      for (int day = 1; day <= 3; day++) {
        month.run("ann", day, 1000);
        month.run("ben", day, 100);
      }
      lock = month.locked();
    } finally {
      running.forEach(each -> each.catalogue().brake().release());
    }

    awaitPoints(month.view(lock), "ann-%1$s 8000, ben-%1$s 3300".formatted(month.id()));
  }

  @Test
  void shouldNameTheOffsetsOfItsMarks() throws Exception {
    Month month = month();
    JsonNode lock = JSON.readTree(month.lock(one, "").body()).get("lock");

    assertThat(lock.get("offsets")).hasSize(TOPICS.partitions());
    for (JsonNode partition : lock.get("offsets")) {
      List<String> topics = new ArrayList<>();
      partition.fieldNames().forEachRemaining(topics::add);
      assertThat(topics)
          .containsExactlyInAnyOrder(
              "stridelake.lake", "stridelake.roster", "stridelake.activities.c1");
      assertThat(partition.get("stridelake.lake").asLong()).isPositive();
    }
    assertThat(Instant.parse(lock.get("lockedAt").asText()))
        .as("the broker's clock, whatever that of the instance says")
        .isEqualTo(firstAppend(lock.get("offsets")));
    assertThat(lock.path("evenSo").asText("null")).isEqualTo("null");
  }

  @Test
  void shouldChangeNothingIfAPartitionDoesNotPassTheMarks() throws Exception {
    Month month = month();
    AthleteId ann = month.athlete("ann");
    try (KafkaProducer<byte[], byte[]> hanging =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", installation.bootstrapServers(), "transactional.id", "hangs"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      hanging.initTransactions();
      hanging.beginTransaction();
      int partition = Partitions.ofAthlete(ann, TOPICS.partitions());
      hanging
          .send(
              new ProducerRecord<>(
                  TOPICS.lake().name(), partition, "none".getBytes(UTF_8), new byte[0]))
          .get();

      HttpResponse<String> answer = month.lock(one, "");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.body()).contains("partitions [" + partition + "]");
      assertThat(season(one, month.id()).get("locked").asBoolean()).isFalse();
      hanging.abortTransaction();
    }
    awaitPoints(month.view(month.locked()), then(month));
  }

  @Test
  void shouldRefuseWhileEventsWaitUnlessToldOtherwise() throws Exception {
    Month month = month();
    installation.push("strava:1");
    installation.push("strava:1");
    RecordMetadata last = installation.push("strava:2");
    try {
      HttpResponse<String> refused = month.lock(one, "");
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body())
          .contains("3 events of 2 accounts waiting to be fetched")
          .contains("--even-so");
      assertThat(season(one, month.id()).get("locked").asBoolean()).isFalse();

      HttpResponse<String> evenSo = month.lock(one, "?evenSo=true");
      assertThat(evenSo.statusCode()).as(evenSo.body()).isEqualTo(200);
      assertThat(JSON.readTree(evenSo.body()).get("lock").get("evenSo").asText())
          .contains("3 events of 2 accounts");
    } finally {
      fetched(last.topic());
    }
    assertThat(month().locked()).as("all is fetched").isNotBlank();
  }

  @Test
  void shouldRefuseWhileAccountsHaveActivitiesThatNobodyFetched() throws Exception {
    Month month = month();
    installation.account("strava:3", AccountState.NEEDS_RECONNECT, Instant.EPOCH);
    installation.account("strava:4", AccountState.CONNECTED, null);
    installation.account("strava:5", AccountState.CONNECTED, Instant.EPOCH);
    installation.account("strava:6", AccountState.EXPECTED, null);
    try {
      HttpResponse<String> refused = month.lock(one, "");
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body())
          .contains("1 account to be connected again")
          .contains("1 account with a history that is not fetched to its end");
    } finally {
      for (int account = 3; account <= 6; account++) {
        installation.account("strava:" + account, null, null);
      }
    }
    assertThat(month.locked()).isNotBlank();
  }

  @Test
  void shouldStayAsItWas() throws Exception {
    Month month = month();
    String lock = month.locked();
    month.run("ben", 22, 4000);
    month.run("ann", 20, 6000);
    awaitPoints(month.view(null), "ben-%1$s 7000, ann-%1$s 6000".formatted(month.id()));

    assertThat(points(active(), month.view(lock), one, other)).isEqualTo(then(month));
    assertThat(reason(month, "ben", 21)).isEqualTo("null true");
    assertThat(reason(month, "ben", 22)).isEqualTo("locked true");
    assertThat(reason(month, "ann", 20)).isEqualTo("locked true");
  }

  @Test
  void shouldBeUnlockedWithAReasonAndLockedAnew() throws Exception {
    Month month = month();
    assertThat(month.unlock(one, "not yet").statusCode()).as("not locked").isEqualTo(409);
    String lock = month.locked();
    assertThat(one.post("/admin/seasons/" + month.id() + "/unlock", "").statusCode())
        .isEqualTo(400);
    assertThat(month.unlock(one, "  ").statusCode()).isEqualTo(400);
    assertThat(one.post("/admin/seasons/none/unlock", "{\"why\":\"x\"}").statusCode())
        .isEqualTo(404);
    month.run("ben", 22, 4000);
    awaitPoints(month.view(null), "ben-%1$s 7000, ann-%1$s 5000".formatted(month.id()));

    HttpResponse<String> unlocked = month.unlock(other, "ben's watch was late");

    assertThat(unlocked.statusCode()).as(unlocked.body()).isEqualTo(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode season = season(one, month.id());
              assertThat(season.get("locked").asBoolean()).isFalse();
              assertThat(season.get("unlocked").get(0).get("lock").asText()).isEqualTo(lock);
              assertThat(season.get("unlocked").get(0).get("why").asText())
                  .isEqualTo("ben's watch was late");
            });
    assertThat(reason(month, "ben", 22)).as("nothing is locked").isEqualTo("null true");
    String anew = month.locked();
    assertThat(anew).isNotEqualTo(lock);
    awaitPoints(month.view(anew), "ben-%1$s 7000, ann-%1$s 5000".formatted(month.id()));
  }

  @Test
  void shouldBeUnlockedByOneOfTwo() throws Exception {
    Month month = month();
    month.locked();
    List<HttpResponse<String>> answers =
        atOnce(List.of(() -> month.unlock(one, "one"), () -> month.unlock(other, "other")));

    assertThat(answers.stream().map(HttpResponse::statusCode)).containsExactlyInAnyOrder(200, 409);
    await().atMost(PATIENCE).until(() -> season(one, month.id()).get("unlocked").size() == 1);
  }

  @Test
  void shouldBeServedByALaterGenerationWithOtherRules() throws Exception {
    Month month = month(50);
    installation.enrol(month.athlete("ann"), "Ann", "Sales");
    month.run("ann", 20, 5000);
    awaitPoints(month.view(null), "ann-m50 5000");
    String lock = month.locked();
    int candidate = active() + 1;
    assertThat(one.post("/admin/rule-sets", rules("second", 2, "m51")).statusCode()).isEqualTo(201);
    assertThat(one.post("/admin/generations", "{\"ruleSet\":\"second\"}").statusCode())
        .isEqualTo(202);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                one.json("/admin/generations/" + candidate).get("state").asText().equals("ready"));
    assertThat(one.post("/admin/generations/" + candidate + "/promote", "").statusCode())
        .isEqualTo(200);

    awaitPoints(month.view(null), "ann-m50 10000");
    assertThat(points(candidate, month.view(lock), one, other)).isEqualTo("ann-m50 5000");
    assertThat(season(other, "m50").get("locked").asBoolean()).isTrue();
    assertThat(other.get("/internal/v1/rule-sets/first").body()).contains("version: first");
    assertThat(other.get("/internal/v1/rule-sets/none").statusCode()).isEqualTo(404);
    assertThat(one.post("/admin/generations/rollback", "").statusCode()).isEqualTo(200);
    assertThat(one.post("/admin/generations/" + candidate + "/abandon", "").statusCode())
        .isEqualTo(200);
  }

  /** When the broker appended the first of a lock's marks to the lake. */
  private static Instant firstAppend(JsonNode offsets) {
    long first = Long.MAX_VALUE;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", installation.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      for (int number = 0; number < TOPICS.partitions(); number++) {
        TopicPartition partition = new TopicPartition(TOPICS.lake().name(), number);
        consumer.assign(List.of(partition));
        consumer.seek(
            partition, offsets.get(Integer.toString(number)).get(partition.topic()).asLong() - 1);
        ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty();
        while (records.isEmpty()) {
          records = consumer.poll(Duration.ofSeconds(1));
        }
        ConsumerRecord<byte[], byte[]> mark = records.iterator().next();
        assertThat(mark.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        first = Math.min(first, mark.timestamp());
      }
    }
    return Instant.ofEpochMilli(first);
  }

  private static int active() throws Exception {
    return one.json("/admin/generations").get("active").asInt();
  }

  private static JsonNode season(Instance at, String id) throws Exception {
    for (JsonNode season : at.json("/admin/seasons").get("seasons")) {
      if (season.get("id").asText().equals(id)) {
        return season;
      }
    }
    throw new AssertionError("no season " + id);
  }

  private static String lockOf(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body()).get("lock").get("lock").asText();
  }

  /** Commits the inbox's ends, as ingest-service does when it has fetched everything. */
  private static void fetched(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", installation.bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      IntStream.range(0, TOPICS.partitions())
          .forEach(
              partition -> asked.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
      admin.alterConsumerGroupOffsets("stridelake.ingest", ends).all().get();
    }
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> answers = new ArrayList<>();
      for (Future<T> call : operators.invokeAll(calls)) {
        answers.add(call.get());
      }
      return answers;
    }
  }

  private static String reason(Month month, String athlete, int number) throws Exception {
    String query =
        "{\"kind\":\"explanation\",\"athlete\":\"%s\",\"provider\":\"strava\",\"externalId\":\"%d\"}"
            .formatted(month.athlete(athlete).value(), month.activity(number));
    for (Instance instance : List.of(one, other)) {
      for (JsonNode answer : instance.answers(active(), query)) {
        JsonNode explained = answer.get("activities").get("explained");
        if (!explained.isNull()) {
          return explained.get("reason").asText() + " " + explained.get("counted").asText();
        }
      }
    }
    throw new AssertionError("no explanation");
  }

  private static void awaitPoints(String view, String expected) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(points(active(), view, one, other)).isEqualTo(expected));
  }

  /** Rules with seasons of a month each, the last of them as named. */
  private static String rules(String version, int value, String last) {
    StringBuilder text =
        new StringBuilder(
            """
            version: %s
            rules:
              - { id: run, sports: ["*"], points: { per: km, value: %d } }
            boards:
              - { id: athletes, of: athletes, metric: points }
            seasons:
              - { id: far, from: 2199-01-01, to: 2199-01-31, grace: P7D }
            """
                .formatted(version, value));
    TreeSet<String> ids = new TreeSet<>();
    IntStream.rangeClosed(1, 40).forEach(number -> ids.add("m" + number));
    ids.add(last);
    for (String id : ids) {
      YearMonth month = month(Integer.parseInt(id.substring(1))).month();
      text.append(
          "  - { id: %s, from: %s, to: %s }\n".formatted(id, month.atDay(1), month.atEndOfMonth()));
    }
    return text.toString();
  }
}
