package io.stridelake.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stridelake.simulator.company.Athlete;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OAuthTest {
  private static final String ASK =
      "/oauth/authorize?client_id=demo-client&response_type=code&approval_prompt=auto"
          + "&scope=read,activity:read&state=s%261&redirect_uri=http://127.0.0.1:1/back";

  @SuppressWarnings("NullAway.Init")
  private static TestStrava test;

  private final Athlete athlete = test.athlete(0);

  @BeforeAll
  static void start() throws IOException {
    test = new TestStrava(Map.of("simulator.token-lifetime", "2s"));
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Test
  void shouldShowAPageToChooseAnAthlete() {
    HttpResponse<String> page = test.get(ASK);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/html");
    assertThat(page.body())
        .contains(athlete.firstName(), "value=\"" + athlete.stravaId() + "\"")
        .contains("value=\"activity:read\" checked", "value=\"s&amp;1\"");
  }

  @Test
  void shouldRedirectAtOnceForAScript() {
    HttpResponse<String> answer = test.get(ASK + "&simulate_athlete=" + athlete.stravaId());

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(location(answer))
        .startsWith("http://127.0.0.1:1/back?state=s%261&code=")
        .endsWith("&scope=read%2Cactivity%3Aread");
  }

  @Test
  void shouldGrantOnlyWhatStaysTicked() {
    String form = "&simulate_athlete=a-0002&simulate_scope=&simulate_scope=read";

    assertThat(location(test.get(ASK + form))).endsWith("&scope=read");
  }

  @Test
  void shouldTellOfARefusal() {
    HttpResponse<String> answer = test.get(ASK + "&simulate_deny=true");

    assertThat(location(answer))
        .isEqualTo("http://127.0.0.1:1/back?state=s%261&error=access_denied");
  }

  @Test
  void shouldRefuseAnUnknownAppOrScope() {
    assertThat(test.get(ASK.replace("demo-client", "other")).statusCode()).isEqualTo(400);
    assertThat(test.get(ASK.replace("activity:read", "everything")).statusCode()).isEqualTo(400);
    assertThat(test.get(ASK.replace("http://127", "javascript:127")).statusCode()).isEqualTo(400);
  }

  @Test
  void shouldExchangeACodeOnce() {
    String code = test.strava.grant(athlete.stravaId(), Set.of("read"));
    String form = TestStrava.APP + "&grant_type=authorization_code&code=" + code;

    Map<?, ?> tokens = test.json(test.post("/oauth/token", form));
    HttpResponse<String> again = test.post("/oauth/token", form);

    assertThat(tokens.get("token_type")).isEqualTo("Bearer");
    assertThat(tokens.get("athlete")).isInstanceOf(Map.class);
    assertThat(tokens.get("expires_in")).isIn(1, 2);
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body())
        .isEqualTo(
            "{\"message\":\"Bad Request\",\"errors\":[{\"resource\":\"RequestToken\",\"field\":\"code\",\"code\":\"invalid\"}]}");
  }

  @Test
  void shouldTakeParametersFromJsonAndAddress() {
    String query = code();
    String json = code();

    HttpResponse<String> byQuery =
        test.post(
            "/oauth/token?" + TestStrava.APP + "&grant_type=authorization_code&code=" + query, "");
    HttpResponse<String> byJson =
        test.send(
            "POST",
            "/oauth/token",
            "{\"client_id\":\"demo-client\",\"client_secret\":\"demo-secret\",\"grant_type\":\"authorization_code\",\"code\":\""
                + json
                + "\"}");

    assertThat(byQuery.statusCode()).isEqualTo(200);
    assertThat(byJson.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldRotateTheRefreshTokenAndLetTheOldOneDie() {
    Map<?, ?> first = test.connect(athlete, "read");
    String refresh = TestStrava.APP + "&grant_type=refresh_token&refresh_token=";

    HttpResponse<String> second = test.post("/oauth/token", refresh + first.get("refresh_token"));
    HttpResponse<String> dead = test.post("/oauth/token", refresh + first.get("refresh_token"));
    Object next = test.json(second).get("refresh_token");

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).doesNotContain("\"athlete\"");
    assertThat(next).isNotEqualTo(first.get("refresh_token"));
    assertThat(dead.statusCode()).isEqualTo(400);
    assertThat(test.post("/oauth/token", refresh + next).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldLetAccessTokensExpire() {
    String token = test.token(athlete, "read");
    int fresh = test.get("/api/v3/athlete", token).statusCode();

    assertThat(fresh).isEqualTo(200);
    Awaitility.await()
        .until(() -> test.get("/api/v3/athlete", token).statusCode(), status -> status == 401);
  }

  @Test
  void shouldRefuseAWrongAppWithTheRecordedAnswer() {
    HttpResponse<String> answer =
        test.post("/oauth/token", "client_id=x&client_secret=y&grant_type=refresh_token");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"message\":\"Bad Request\",\"errors\":[{\"resource\":\"Application\",\"field\":\"client_id\",\"code\":\"invalid\"}]}");
  }

  @Test
  void shouldEndTheAuthorisation() {
    Athlete leaving = test.athlete(4);
    Map<?, ?> tokens = test.connect(leaving, "read");
    String token = String.valueOf(tokens.get("access_token"));

    HttpResponse<String> answer = test.post("/oauth/deauthorize", "access_token=" + token);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"access_token\":\"" + token + "\"}");
    assertThat(test.get("/api/v3/athlete", token).statusCode()).isEqualTo(401);
    assertThat(
            test.post(
                    "/oauth/token",
                    TestStrava.APP
                        + "&grant_type=refresh_token&refresh_token="
                        + tokens.get("refresh_token"))
                .statusCode())
        .isEqualTo(400);
  }

  private String code() {
    return test.strava.grant(athlete.stravaId(), Set.of("read"));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("");
  }
}
