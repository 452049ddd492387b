package io.stridelake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.stridelake.rules.RuleSets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class StrideTest {
  private final StringWriter errors = new StringWriter();
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"import a.zip b.fit"})
  void shouldRefuseWhatALaterVersionHas(String words) {
    assertThat(run(words.split(" "))).isEqualTo(2);
    assertThat(errors.toString()).contains("not available in this version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "service",
        "service nonsense",
        "demo --port x",
        "rules",
        "roster",
        "rescore",
        "rescore --rules 1 --from space",
        "promote",
        "promote x",
        "abandon",
        "verify --against all"
      })
  void shouldCallMisuseByItsCode(String words) {
    assertThat(run(words.isEmpty() ? new String[0] : words.split(" "))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "up",
        "service",
        "status",
        "roster",
        "rules",
        "rules check",
        "rules try",
        "rules push",
        "rules schema",
        "rescore",
        "generations",
        "preview",
        "promote",
        "abandon",
        "rollback",
        "verify",
        "seasons",
        "seasons lock",
        "seasons unlock"
      })
  void shouldHelp(String words) {
    assertThat(run((words + " --help").strip().split(" "))).isZero();
  }

  @Test
  void shouldCheckRuleSets() throws IOException {
    Path right = Files.write(temp.resolve("right.yaml"), RuleSets.defaultRuleSet());
    Path wrong = Files.writeString(temp.resolve("wrong.yaml"), "version: 1\nnonsense: 2\n");
    assertThat(run("rules", "check", right.toString())).isZero();
    assertThat(run("rules", "check", wrong.toString())).isEqualTo(1);
    assertThat(run("rules", "check", temp.resolve("none").toString())).isEqualTo(2);
  }

  @Test
  void shouldSayThatNobodyAnswers() {
    assertThat(run("status", "--url", "http://127.0.0.1:1")).isEqualTo(4);
    assertThat(errors.toString()).contains("127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 503})
  void shouldTurnAnswersIntoExitCodes(int status) throws IOException {
    Path roster = Files.writeString(temp.resolve("r.csv"), "athlete\n");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"athletes\":1,\"detail\":\"no\"}".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      int code = run("roster", roster.toString(), "--url", url, "--token", "t");
      assertThat(code).isEqualTo(status == 200 ? 0 : status == 503 ? 4 : 1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void shouldPrintTheStatusForPeople() throws IOException {
    String status =
        """
        {"query":{"complete":true},"list":[{"a":1,"b":null}],"none":[]}\
        """;
    assertThat(StatusText.of(new JsonMapper().readTree(status)))
        .isEqualTo("query:\n  complete: true\nlist:\n  a 1, b unknown\nnone: none");
  }

  private int run(String... words) {
    CommandLine line = Stride.commandLine();
    line.setErr(new PrintWriter(errors, true));
    line.setOut(new PrintWriter(new StringWriter(), true));
    return line.execute(words);
  }
}
