package io.stridelake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the commands ask of a server, and what they make of its answers. */
class GenerationCommandsTest {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer server;

  private record Answer(int status, String body) {}

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void shouldShowProgressUntilItIsReady() {
    answers.add(new Answer(202, generation("building", false, 0)));
    answers.add(new Answer(200, generation("building", false, 40)));
    answers.add(new Answer(200, generation("ready", true, 100)));

    assertThat(run("rescore", "--rules", "2026-12", "--from", "lake", "--wait")).isZero();

    assertThat(asked)
        .containsExactly(
            "POST /admin/generations {\"ruleSet\":\"2026-12\",\"from\":\"lake\"}",
            "GET /admin/generations/4 ",
            "GET /admin/generations/4 ");
    assertThat(output.toString())
        .contains("generation 4: building by rule set 2026-12 from the lake, 40 % (40 of 100)")
        .contains("5 a second, 12 s left")
        .endsWith("generation 4: ready by rule set 2026-12 from the lake" + System.lineSeparator());
  }

  @Test
  void shouldDeriveInPlace() {
    answers.add(new Answer(200, generation("active", false, 0)));

    assertThat(run("rescore", "--rules", "2026-12", "--in-place")).isZero();
    assertThat(asked)
        .containsExactly(
            "POST /admin/generations/reset {\"ruleSet\":\"2026-12\",\"from\":\"catalogue\"}");
  }

  @Test
  void shouldSayWhyADecisionIsRefused() {
    answers.add(new Answer(409, "{\"detail\":\"generation 4 is building\"}"));

    assertThat(run("promote", "4")).isEqualTo(1);
    assertThat(asked).containsExactly("POST /admin/generations/4/promote ");
    assertThat(errors.toString()).contains("stride promote: generation 4 is building");
  }

  @Test
  void shouldDecide() {
    answers.add(new Answer(200, generation("abandoned", true, 100)));
    answers.add(new Answer(200, generation("active", true, 100)));

    assertThat(run("abandon", "4")).isZero();
    assertThat(run("rollback")).isZero();
    assertThat(asked)
        .containsExactly("POST /admin/generations/4/abandon ", "POST /admin/generations/rollback ");
  }

  @Test
  void shouldEndBySayingWhatDiffers() {
    answers.add(new Answer(200, "{\"active\":3}"));
    answers.add(
        new Answer(
            200,
            """
            {"generation":3,"against":"oracle","equal":false,"checksum":"aa","expected":"bb",
             "difference":{"part":"activities","partition":7,"athlete":"ann",
              "activity":"strava/1/activity","found":null,"expected":"5.000 points by rule run"}}
            """));

    assertThat(run("verify")).isEqualTo(1);
    assertThat(asked.getLast())
        .isEqualTo("POST /admin/generations/3/verify {\"against\":\"oracle\"}");
    assertThat(output.toString())
        .contains("activity strava/1/activity of ann, partition 7")
        .contains("found:    nothing")
        .contains("expected: 5.000 points by rule run");
  }

  @Test
  void shouldGiveAReplayUpWhateverComesOfIt() {
    answers.add(new Answer(200, "{\"active\":3}"));
    answers.add(new Answer(200, generation("active", true, 100)));
    answers.add(new Answer(202, generation("building", false, 0)));
    answers.add(new Answer(200, generation("ready", true, 100)));
    answers.add(new Answer(409, "{\"detail\":\"no\"}"));
    answers.add(new Answer(200, generation("abandoned", true, 100)));

    assertThat(run("verify", "--against", "replay")).isEqualTo(1);
    assertThat(asked.getLast()).isEqualTo("POST /admin/generations/4/abandon ");
  }

  @Test
  void shouldShowWhoWouldMove() {
    answers.add(
        new Answer(
            200,
            """
            {"from":3,"to":4,"fromRuleSet":"a","toRuleSet":"b","board":"athletes",
             "period":{"id":"2026-11"},"next":"more",
             "summary":{"rise":1,"fall":0,"enter":1,"leave":0,"stay":5,
              "company":{"before":10,"after":12.5}},
             "rows":[{"member":{"id":"ann","name":"Ann"},"moves":"rise","ranks":3,
               "before":{"rank":4,"value":1.5},"after":{"rank":1,"value":9},
               "because":[{"id":"ride","before":1.5,"after":9}]},
              {"member":{"id":"ben","name":"Ben"},"moves":"enter","ranks":1,
               "before":null,"after":{"rank":2,"value":3},"because":[]}]}
            """));

    assertThat(run("preview", "4", "--board", "a b", "--period", "month")).isZero();

    assertThat(asked)
        .containsExactly("GET /admin/generations/4/preview?limit=20&board=a+b&period=month ");
    assertThat(output.toString())
        .contains("1 rise, 0 fall, 1 enter, 0 leave, 5 stay; company 10 -> 12.5 points")
        .containsPattern("↑ 3 +4 +1 +1.5 +9 +Ann +ride 1.5 -> 9")
        .containsPattern("\\+ new +– +2 +– +3 +Ben");
  }

  @Test
  void shouldLockASeason() {
    answers.add(
        new Answer(
            200,
            """
            {"id":"spring","from":"2026-03-01","to":"2026-05-31","locked":true,
             "lock":{"lockedAt":"2026-06-08T10:00:00Z","ruleSet":"2026-03","athletes":40}}
            """));
    answers.add(new Answer(409, "{\"detail\":\"can be locked from 2026-12-08 on\"}"));

    assertThat(run("seasons", "lock", "spring")).isZero();
    assertThat(run("seasons", "lock", "autumn")).isEqualTo(1);
    assertThat(asked)
        .containsExactly("POST /admin/seasons/spring/lock ", "POST /admin/seasons/autumn/lock ");
    assertThat(output.toString())
        .contains("locked at 2026-06-08T10:00:00Z by rule set 2026-03, 40 athletes");
    assertThat(errors.toString()).contains("from 2026-12-08 on");
  }

  @Test
  void shouldLockASeasonThoughSomethingWaits() {
    answers.add(
        new Answer(
            200,
            """
            {"id":"spring","from":"2026-03-01","to":"2026-05-31","locked":true,"unlocked":[],
             "lock":{"lockedAt":"2026-06-08T10:00:00Z","ruleSet":"2026-03","athletes":40,
                     "evenSo":"3 events of 2 accounts wait to be fetched"}}
            """));

    assertThat(run("seasons", "lock", "spring", "--even-so")).isZero();

    assertThat(asked).containsExactly("POST /admin/seasons/spring/lock?evenSo=true ");
    assertThat(output.toString()).contains("40 athletes, though 3 events of 2 accounts wait");
  }

  @Test
  void shouldUnlockASeasonWithAReason() {
    answers.add(
        new Answer(
            200,
            """
            {"id":"spring","from":"2026-03-01","to":"2026-05-31","locked":false,
             "lockableFrom":null,"lock":null,
             "unlocked":[{"lock":"a","lockedAt":"2026-06-08T10:00:00Z",
                          "unlockedAt":"2026-06-09T10:00:00Z","why":"late watches"}]}
            """));

    assertThat(run("seasons", "unlock", "spring")).as("without a reason").isEqualTo(2);
    assertThat(run("seasons", "unlock", "spring", "--why", "late watches")).isZero();

    assertThat(asked)
        .containsExactly("POST /admin/seasons/spring/unlock {\"why\":\"late watches\"}");
    assertThat(output.toString())
        .contains("spring: 2026-03-01 to 2026-05-31, not locked")
        .contains("unlocked at 2026-06-09T10:00:00Z: late watches");
  }

  private static String generation(String state, boolean complete, int done) {
    return """
    {"id":4,"state":"%s","ruleSet":"2026-12","from":"lake","complete":%s,"failure":null,
     "progress":{"done":%d,"total":100,"perSecond":5.0,"secondsLeft":12}}
    """
        .formatted(state, complete, done);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    Answer answer = answers.remove();
    byte[] bytes = answer.body.getBytes(UTF_8);
    exchange.sendResponseHeaders(answer.status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(
        List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort(), "--token", "t"));
    CommandLine line = Stride.commandLine();
    line.setErr(new PrintWriter(errors, true));
    line.setOut(new PrintWriter(output, true));
    return line.execute(all.toArray(String[]::new));
  }
}
