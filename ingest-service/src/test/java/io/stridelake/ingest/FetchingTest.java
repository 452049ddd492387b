package io.stridelake.ingest;

import static io.stridelake.ingest.Installation.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.stridelake.ingest.accounts.Account;
import io.stridelake.ingest.accounts.AccountState;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.requirement.Lane;
import io.stridelake.topics.AccountKey;
import io.stridelake.topics.LakeHeaders;
import io.stridelake.topics.LakeKey;
import io.stridelake.topics.Origin;
import io.stridelake.topics.Partitions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events in, raw records out. Every test has athletes of its own. */
@Tag(Lane.BROKER)
class FetchingTest {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static Installation installation;
  private static ApplicationContext service;
  private static FakeStrava strava;

  @BeforeAll
  static void start() {
    installation = new Installation();
    strava = installation.strava;
    service = installation.start(Map.of("stridelake.ingest.strava.page-size", 10));
    installation.awaitReady(service);
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @AfterEach
  void unscript() {
    strava.script = request -> null;
    strava.headers = Map.of();
  }

  @Test
  void shouldStorePayloadByteForByte() {
    long owner = 1001;
    installation.connected(service, owner);
    String payload =
        " {\"id\":11 ,\n\t\"name\":\"M\\u00f6rgen é\", \"athlete\":{\"id\":1001},\"x\":1.50}\n";
    strava.put(owner, 11, payload);

    assertThat(installation.push(service, event(owner, 11, "create")))
        .satisfies(pushed -> assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(200));

    ConsumerRecord<byte[], byte[]> stored = awaitLake(11, 1).getFirst();
    assertThat(stored.value()).isEqualTo(payload.getBytes(UTF_8));
    LakeKey key = LakeKey.parse(stored.key());
    assertThat(stored.partition()).isEqualTo(Partitions.ofAthlete(key.athlete(), 3));
    LakeHeaders headers = LakeHeaders.read(stored.headers());
    assertThat(headers.origin()).isEqualTo(Origin.WEBHOOK);
    assertThat(headers.contentType()).startsWith("application/json");
    assertThat(headers.deleted()).isFalse();
    assertThat(headers.eventId()).isNotNull();
  }

  @Test
  void shouldFetchWholeHistoryWithBytesUnchanged() {
    long owner = 1002;
    for (int i = 0; i < 35; i++) {
      // Several activities of one second lie across the border of a page.
      strava.putHistory(owner, 20_000 + i, 1_600_000_000L + i / 4);
    }

    installation.connected(service, owner);

    Set<String> ids = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> each : installation.records("stridelake.lake")) {
      String id = LakeKey.parse(each.key()).externalId();
      if (id.startsWith("200") && id.length() == 5) {
        ids.add(id);
        assertThat(LakeHeaders.read(each.headers()).origin()).isEqualTo(Origin.BACKFILL);
        assertThat(new String(each.value(), UTF_8))
            .startsWith("{ \"id\": " + id + " ,")
            .endsWith("}");
      }
    }
    assertThat(ids).hasSize(35);
  }

  @Test
  void shouldMarkDeletionOnlyAfterConfirmation() {
    long owner = 1003;
    installation.connected(service, owner);
    strava.put(owner, 31, "{\"id\":31}");
    installation.push(service, event(owner, 31, "create"));
    awaitLake(31, 1);

    // Forged: the activity is still there.
    installation.push(service, event(owner, 31, "delete"));
    assertThat(isDeletion(awaitLake(31, 2).get(1))).isFalse();

    strava.delete(31);
    installation.push(service, event(owner, 31, "delete", 1_700_000_000));
    List<ConsumerRecord<byte[], byte[]>> all = awaitLake(31, 3);
    assertThat(isDeletion(all.get(2))).isTrue();
    assertThat(all.get(2).value()).isEmpty();
  }

  @Test
  void shouldWaitForActivityThatIsNotYetThere() {
    long owner = 1004;
    installation.connected(service, owner);
    installation.push(service, event(owner, 41, "create"));
    await().atMost(SOON).until(() -> strava.calls("/api/v3/activities/41") >= 2);
    assertThat(installation.lake(41)).isEmpty();

    strava.put(owner, 41, "{\"id\":41}");

    assertThat(awaitLake(41, 1)).hasSize(1);
  }

  @Test
  void shouldRefreshOnceWhenTokenIsRefused() {
    long owner = 1005;
    installation.connected(service, owner);
    long version = account(owner).tokenVersion();
    strava.expire(owner);
    strava.put(owner, 51, "{\"id\":51}");

    installation.push(service, event(owner, 51, "create"));

    awaitLake(51, 1);
    await().atMost(SOON).until(() -> account(owner).tokenVersion() == version + 1);
    assertThat(account(owner).state()).isEqualTo(AccountState.CONNECTED);
  }

  @Test
  void shouldLetEventsWaitUntilAthleteConnectsAgain() {
    long owner = 1006;
    installation.connected(service, owner);
    strava.withdraw(owner);
    strava.put(owner, 61, "{\"id\":61}");
    installation.push(service, event(owner, 61, "create"));
    await().atMost(SOON).until(() -> account(owner).state() == AccountState.NEEDS_RECONNECT);
    assertThat(installation.lake(61)).isEmpty();

    installation.connected(service, owner);

    awaitLake(61, 1);
    assertThat(account(owner).state()).isEqualTo(AccountState.CONNECTED);
  }

  @Test
  void shouldLetEventsOfRosterWaitForFirstConnection() {
    long owner = 1007;
    assertThat(
            installation
                .putRoster(service, "athlete,name,department,account\nw7,W,D,strava:1007\n")
                .statusCode())
        .isEqualTo(200);
    strava.put(owner, 71, "{\"id\":71}");
    installation.push(service, event(owner, 71, "create"));

    installation.connected(service, owner);

    ConsumerRecord<byte[], byte[]> stored = awaitLake(71, 1).getFirst();
    assertThat(LakeKey.parse(stored.key()).athlete().value()).isEqualTo("w7");
  }

  @Test
  void shouldEraseTokensOfConfirmedRevocationOnly() {
    long owner = 1008;
    installation.connected(service, owner);
    String revocation =
        """
        {"aspect_type":"update","event_time":%d,"object_id":1008,"object_type":"athlete",\
        "owner_id":1008,"subscription_id":7,"updates":{"authorized":"false"}}""";
    installation.push(service, revocation.formatted(1_700_000_000));
    await().atMost(SOON).until(() -> strava.calls("/api/v3/athlete") >= 1);
    assertThat(account(owner).state()).isEqualTo(AccountState.CONNECTED);

    strava.withdraw(owner);
    installation.push(service, revocation.formatted(1_700_000_001));

    await().atMost(SOON).until(() -> account(owner).state() == AccountState.REVOKED);
    assertThat(account(owner).sealed().bytes()).isNull();
  }

  @Test
  void shouldNeverTakeServerErrorForDeletion() {
    long owner = 1009;
    installation.connected(service, owner);
    AtomicInteger failures = new AtomicInteger();
    strava.put(owner, 91, "{\"id\":91}");
    strava.script =
        request ->
            request.path().endsWith("/activities/91") && failures.incrementAndGet() <= 3
                ? FakeStrava.Reply.of(500 + failures.get(), "")
                : null;

    installation.push(service, event(owner, 91, "delete"));

    List<ConsumerRecord<byte[], byte[]>> all = awaitLake(91, 1);
    assertThat(isDeletion(all.getFirst())).isFalse();
    assertThat(failures.get()).isGreaterThan(3);
  }

  @Test
  void shouldNotStoreActivityOfSomebodyElse() {
    long owner = 1010;
    installation.connected(service, owner);
    strava.put(4711, 101, "{\"id\":101,\"athlete\":{\"id\":4711}}");

    installation.push(service, event(owner, 101, "create"));

    await()
        .atMost(SOON)
        .until(
            () ->
                installation.records("stridelake.dead-letters").stream()
                    .anyMatch(each -> new String(each.key(), UTF_8).endsWith("/activity/101")));
    assertThat(installation.lake(101)).isEmpty();
  }

  @Test
  void shouldSendTooLargePayloadToDeadLetters() {
    long owner = 1011;
    installation.connected(service, owner);
    strava.put(owner, 111, "{\"id\":111,\"x\":\"" + "x".repeat(8 * 1024 * 1024) + "\"}");

    installation.push(service, event(owner, 111, "create"));

    await()
        .atMost(SOON)
        .until(
            () ->
                installation.records("stridelake.dead-letters").stream()
                    .anyMatch(
                        each ->
                            new String(each.key(), UTF_8).endsWith("/activity/111")
                                && new String(each.headers().lastHeader("reason").value(), UTF_8)
                                    .equals("too-large")));
    assertThat(installation.lake(111)).isEmpty();
  }

  @Test
  void shouldFetchOnceForRepeatedEvent() {
    long owner = 1012;
    installation.connected(service, owner);
    strava.put(owner, 121, "{\"id\":121}");
    String repeated = event(owner, 121, "create", 1_700_000_000);
    installation.push(service, repeated);
    awaitLake(121, 1);

    installation.push(service, repeated);
    installation.push(service, repeated);
    strava.put(owner, 122, "{\"id\":122}");
    installation.push(service, event(owner, 122, "create"));

    awaitLake(122, 1);
    assertThat(strava.calls("/api/v3/activities/121")).isEqualTo(1);
  }

  @Test
  void shouldStoreLatestAnswerLastUnderManyUpdates() {
    long owner = 1013;
    installation.connected(service, owner);
    for (int i = 1; i <= 30; i++) {
      strava.put(owner, 131, "{\"id\":131,\"version\":" + i + "}");
      installation.push(service, event(owner, 131, "update", 1_700_000_000 + i));
    }

    await()
        .atMost(SOON)
        .until(
            () -> {
              List<ConsumerRecord<byte[], byte[]>> all = installation.lake(131);
              return !all.isEmpty()
                  && new String(all.getLast().value(), UTF_8).contains("\"version\":30}");
            });
  }

  private static boolean isDeletion(ConsumerRecord<byte[], byte[]> stored) {
    return LakeHeaders.read(stored.headers()).deleted();
  }

  private static Account account(long owner) {
    return service
        .getBean(Accounts.class)
        .get(new AccountKey("strava", Long.toString(owner)))
        .orElseThrow();
  }

  private static List<ConsumerRecord<byte[], byte[]>> awaitLake(long id, int count) {
    return await()
        .atMost(SOON)
        .until(() -> installation.lake(id), records -> records.size() >= count);
  }
}
