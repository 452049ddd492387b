package io.stridelake.benchmarks.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.HttpConnection.Reply;
import io.stridelake.benchmarks.load.HttpConnection.Request;
import io.stridelake.benchmarks.load.Latencies;
import io.stridelake.benchmarks.load.Latencies.Summary;
import io.stridelake.benchmarks.load.OpenLoop;
import java.io.IOException;

/** Asks one server about members of one board, and knows the answers. */
final class MemberQuestions {
  private static final int AROUND = 21;
  private static final String RANK = "\"rank\":";

  private final int port;
  private final String board;
  private final Members members;
  private final Kind kind;
  private long asked;

  /** What is asked. */
  enum Kind {
    RANK,
    AROUND
  }

  MemberQuestions(int port, String board, Members members, Kind kind) {
    this.port = port;
    this.board = board;
    this.members = members;
    this.kind = kind;
  }

  /**
   * Asks for so many seconds, at a steady rate.
   *
   * @throws IllegalStateException if an answer is wrong or missing
   */
  Summary round(int seconds, int perSecond, int connections) throws InterruptedException {
    Latencies latencies = new Latencies();
    long before = asked;
    long count = (long) seconds * perSecond;
    OpenLoop loop =
        new OpenLoop(
            "ask",
            port,
            perSecond,
            connections,
            count,
            (connection, number, scheduled) ->
                latencies.add(scheduled, ask(connection, members.turn(before + number))));
    loop.join();
    asked += count;
    if (loop.failures() > 0) {
      throw new IllegalStateException(
          loop.failures() + " answers are missing or wrong, the first: " + loop.firstFailure());
    }
    return latencies.all();
  }

  private long ask(HttpConnection connection, int member) throws IOException {
    Reply reply = connection.send(Request.get(path(member), null));
    long answered = System.nanoTime();
    String body = new String(reply.body(), UTF_8);
    if (reply.status() != 200 || !isRight(member, body)) {
      throw new IOException(
          "%s, of rank %d, answered %d: %s"
              .formatted(path(member), members.rank(member), reply.status(), body));
    }
    return answered;
  }

  private String path(int member) {
    String path = "/api/v1/rankings/" + board + "/members/" + Company.id(member).value();
    return kind == Kind.RANK ? path : path + "/around?size=" + AROUND;
  }

  private boolean isRight(int member, String body) {
    int id = body.indexOf("\"id\":\"" + Company.id(member).value() + '"');
    int rank = body.lastIndexOf(RANK, id);
    int rows = kind == Kind.RANK ? 1 : Math.min(AROUND, members.size());
    return id >= 0
        && rank >= 0
        && body.startsWith(members.rank(member) + ",", rank + RANK.length())
        && body.contains("\"total\":" + members.size() + ",")
        && body.split(RANK, -1).length == rows + 1;
  }
}
