package io.stridelake.ingest;

import static io.stridelake.ingest.Installation.SECRET;
import static io.stridelake.ingest.Installation.event;
import static io.stridelake.ingest.Installation.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.stridelake.athlete.Athlete;
import io.stridelake.athlete.AthleteId;
import io.stridelake.athlete.Membership;
import io.stridelake.ingest.accounts.AccountState;
import io.stridelake.ingest.accounts.Accounts;
import io.stridelake.ingest.roster.Roster;
import io.stridelake.requirement.Lane;
import io.stridelake.topics.AccountKey;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What CONTRACT promises to the outside: webhook, connect, roster, access. */
@Tag(Lane.BROKER)
class OutsideTest {
  private static Installation installation;
  private static ApplicationContext service;

  @BeforeAll
  static void start() {
    installation = new Installation();
    service =
        installation.start(
            Map.of("stridelake.ingest.connect.public-url", "https://stride.example/in"));
    installation.awaitReady(service);
  }

  @AfterAll
  static void stop() {
    installation.close();
  }

  @Test
  void shouldAnswerValidationCall() {
    String path =
        "/webhooks/strava/" + SECRET + "?hub.mode=subscribe&hub.challenge=c%201&hub.verify_token=";
    String token =
        service
            .getBean(io.stridelake.ingest.webhook.WebhookSecrets.class)
            .verifyToken()
            .orElseThrow();

    HttpResponse<String> answer = installation.get(service, path + token);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"hub.challenge\":\"c 1\"}");
    assertThat(installation.get(service, path + "wrong").statusCode()).isEqualTo(403);
    assertThat(installation.get(service, "/webhooks/strava/wrong?hub.mode=subscribe").statusCode())
        .isEqualTo(404);
  }

  @Test
  void shouldRefuseMalformedAndLargeBodies() {
    assertThat(push("{}").statusCode()).isEqualTo(400);
    assertThat(push("").statusCode()).isEqualTo(400);
    assertThat(push("x".repeat(64 * 1024 + 1)).statusCode()).isEqualTo(413);
    assertThat(push(" ".repeat(64 * 1024)).statusCode()).isEqualTo(400);
    HttpResponse<String> elsewhere =
        post("/webhooks/strava/wrong", event(1, 1, "create"), "application/json");
    assertThat(elsewhere.statusCode()).isEqualTo(404);
    assertThat(elsewhere.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(elsewhere.body()).contains("urn:stridelake:problem:not-found");
  }

  @Test
  void shouldDropEventsOfUnknownOwnersAndSubscriptions() {
    installation.putRoster(service, "athlete,name,department,account\nu1,U,,strava:9001\n");
    org.awaitility.Awaitility.await()
        .until(
            () -> service.getBean(io.stridelake.ingest.strava.Subscription.class).id().isPresent());

    assertThat(push(event(9999, 1, "create")).statusCode()).isEqualTo(200);
    assertThat(
            push(event(9001, 1, "create").replace("\"subscription_id\":7", "\"subscription_id\":8"))
                .statusCode())
        .isEqualTo(200);

    assertThat(inbox("strava:9999")).isZero();
    assertThat(inbox("strava:9001")).isZero();
    assertThat(metrics())
        .contains("stridelake_ingest_webhook_events_total{outcome=\"unknown-owner\"}")
        .contains("stridelake_ingest_webhook_events_total{outcome=\"unknown-subscription\"}");
  }

  @Test
  void shouldKeepEventByteForByteInInbox() {
    installation.putRoster(service, "athlete,name,department,account\nu2,U,,strava:9002\n");
    String body = " \n" + event(9002, 77, "create") + "\t ";

    // Whatever the media type says.
    assertThat(post("/webhooks/strava/" + SECRET, body, "text/plain").statusCode()).isEqualTo(200);

    ConsumerRecord<byte[], byte[]> kept =
        installation.records("stridelake.inbox").stream()
            .filter(each -> new String(each.key(), StandardCharsets.UTF_8).equals("strava:9002"))
            .findFirst()
            .orElseThrow();
    assertThat(new String(kept.value(), StandardCharsets.UTF_8)).isEqualTo(body);
  }

  @Test
  void shouldSendAthleteToProviderWithOutsideAddressOnly() {
    HttpResponse<String> away = installation.get(service, "/connect/strava");

    assertThat(away.statusCode()).isEqualTo(302);
    assertThat(away.headers().firstValue("Location").orElse(""))
        .startsWith(installation.strava.url() + "/oauth/authorize?")
        .contains("redirect_uri=https%3A%2F%2Fstride.example%2Fin%2Fconnect%2Fstrava%2Fcallback")
        .contains("scope=read%2Cactivity%3Aread")
        .contains("response_type=code");
    assertThat(away.headers().firstValue("Set-Cookie").orElse(""))
        .containsIgnoringCase("; HttpOnly")
        .contains("Path=/in/connect;")
        .contains("SameSite=Lax")
        .contains("Secure");
  }

  @Test
  void shouldStoreNothingWithoutScopeOrState() {
    long exchanged = installation.strava.calls("/oauth/token");
    HttpResponse<String> noScope = installation.connect(service, 9003, "read");
    assertThat(noScope.statusCode()).isEqualTo(400);
    HttpResponse<String> noState =
        installation.get(service, "/connect/strava/callback?code=x&scope=activity:read&state=y");
    assertThat(noState.statusCode()).isEqualTo(400);

    assertThat(account(9003)).isEmpty();
    assertThat(installation.strava.calls("/oauth/token")).isEqualTo(exchanged);
  }

  @Test
  void shouldShowBrowserASentence() {
    HttpResponse<String> answer =
        installation.send(
            HttpRequest.newBuilder(URI.create(url(service) + "/connect/strava/callback"))
                .header("Accept", "text/html,application/xhtml+xml"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).contains("Not connected");
  }

  @Test
  void shouldCreateAthleteWhomRosterDoesNotName() {
    HttpResponse<String> back = installation.connect(service, 9004, "read,activity:read_all");

    assertThat(back.statusCode()).isEqualTo(303);
    AthleteId athlete = account(9004).orElseThrow().athlete();
    Athlete created = service.getBean(Roster.class).get(athlete).orElseThrow();
    assertThat(created.name()).isEqualTo("Ann 9004");
    assertThat(created.memberships()).isEmpty();
  }

  @Test
  void shouldKeepTokensSecretInKafkaAndOnDisk() throws java.io.IOException {
    installation.connected(service, 9005);

    for (String topic : new String[] {"stridelake.accounts", "stridelake.inbox"}) {
      assertThat(installation.records(topic))
          .noneMatch(
              each ->
                  each.value() != null
                      && new String(each.value(), StandardCharsets.ISO_8859_1)
                          .matches("(?s).*(access|refresh)-\\d+.*"));
    }
    assertThat(Files.getPosixFilePermissions(installation.folder.resolve("keys.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void shouldStoreRosterAllOrNothing() {
    String bad = "athlete,name,department,account\nr1,R,D,\nr 2,R,D,\nr3,,D,\n";

    HttpResponse<String> refused = installation.putRoster(service, bad);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("\"line\":3,\"column\":1")
        .contains("\"line\":4,\"column\":4");
    assertThat(athlete("r1")).isEmpty();
    HttpResponse<String> stored =
        installation.putRoster(service, bad.replace("r 2", "r2").replace("r3,,", "r3,X,"));
    assertThat(stored.statusCode()).isEqualTo(200);
    assertThat(stored.body()).isEqualTo("{\"athletes\":3}");
    assertThat(athlete("r3")).isPresent();
  }

  @Test
  void shouldRefuseAccountOfAnotherAthlete() {
    installation.putRoster(service, "athlete,name,department,account\nc1,C,D,strava:9006\n");

    HttpResponse<String> refused =
        installation.putRoster(
            service, "athlete,name,department,account\nc2,C,D,\nc3,C,D,strava:9006\n");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("\"line\":3,\"column\":8");
    assertThat(athlete("c2")).isEmpty();
    assertThat(account(9006).orElseThrow().state()).isEqualTo(AccountState.EXPECTED);
  }

  @Test
  void shouldWriteNothingForSameContentAgain() {
    String csv = "athlete,name,department,account,since\nm1,M,A,strava:9007,\nm1,,,strava:9008,\n";
    installation.putRoster(service, csv);
    long before = written();

    assertThat(installation.putRoster(service, csv).statusCode()).isEqualTo(200);
    assertThat(written()).isEqualTo(before);

    installation.putRoster(service, "athlete,name,department,account,since\nm1,M,B,,2026-05-01\n");
    assertThat(athlete("m1").orElseThrow().memberships())
        .containsExactly(
            new Membership("A", null, LocalDate.of(2026, 5, 1)),
            new Membership("B", LocalDate.of(2026, 5, 1), null));
    assertThat(account(9008).orElseThrow().athlete()).isEqualTo(new AthleteId("m1"));
  }

  @Test
  void shouldDenyByDefault() {
    assertThat(installation.get(service, "/admin/ingest/status").statusCode()).isEqualTo(401);
    assertThat(with("/admin/ingest/status", "wrong")).isEqualTo(401);
    assertThat(with("/admin/ingest/status", "service-token")).isEqualTo(403);
    assertThat(with("/admin/ingest/status", Installation.ADMIN)).isEqualTo(200);
    assertThat(with("/admin/athletes/x", Installation.ADMIN)).isEqualTo(404);
    assertThat(with("/lake/strava/activity", "service-token")).isEqualTo(404);
    assertThat(with("/lake/strava/activity", Installation.ADMIN)).isEqualTo(403);
    assertThat(installation.get(service, "/admin/athletes/x").statusCode()).isEqualTo(401);
    assertThat(installation.get(service, "/metrics").statusCode()).isEqualTo(200);
    assertThat(installation.get(service, "/imports").statusCode()).isEqualTo(404);
    assertThat(post("/webhooks/polar", "{}", "application/json").statusCode()).isEqualTo(404);
    assertThat(installation.get(service, "/beans").statusCode()).isEqualTo(404);
    assertThat(installation.get(service, "/env").statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTellHealthAndState() {
    assertThat(installation.get(service, "/health").statusCode()).isEqualTo(200);
    assertThat(installation.get(service, "/health/readiness").statusCode()).isEqualTo(200);
    assertThat(installation.get(service, "/health/liveness").statusCode()).isEqualTo(200);
    assertThat(installation.status(service).body())
        .contains("\"accounts\":{")
        .contains("\"CONNECTED\":");
  }

  private static HttpResponse<String> push(String body) {
    return installation.push(service, body);
  }

  private static HttpResponse<String> post(String path, String body, String type) {
    return installation.send(
        HttpRequest.newBuilder(URI.create(url(service) + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private static int with(String path, String token) {
    return installation
        .send(
            HttpRequest.newBuilder(URI.create(url(service) + path))
                .header("Authorization", "Bearer " + token))
        .statusCode();
  }

  private static String metrics() {
    return installation
        .send(
            HttpRequest.newBuilder(URI.create(url(service) + "/metrics"))
                .header("Authorization", "Bearer " + Installation.ADMIN))
        .body();
  }

  private static long written() {
    return installation.records("stridelake.roster").size()
        + installation.records("stridelake.accounts").size();
  }

  private static long inbox(String key) {
    return installation.records("stridelake.inbox").stream()
        .filter(each -> new String(each.key(), StandardCharsets.UTF_8).equals(key))
        .count();
  }

  private static java.util.Optional<io.stridelake.ingest.accounts.Account> account(long owner) {
    return service.getBean(Accounts.class).get(new AccountKey("strava", Long.toString(owner)));
  }

  private static java.util.Optional<Athlete> athlete(String id) {
    return service.getBean(Roster.class).get(new AthleteId(id));
  }
}
