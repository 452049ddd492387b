package io.stridelake.benchmarks.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.HttpConnection.Reply;
import io.stridelake.benchmarks.load.HttpConnection.Request;
import java.io.IOException;

/** Asks one server about members of one board, and knows the answers. */
final class MemberQuestions extends OpenQuestions {
  private static final int AROUND = 21;
  private static final String RANK = "\"rank\":";

  private final String board;
  private final Members members;
  private final Kind kind;

  /** What is asked. */
  enum Kind {
    RANK,
    AROUND
  }

  MemberQuestions(int port, String board, Members members, Kind kind) {
    super(port);
    this.board = board;
    this.members = members;
    this.kind = kind;
  }

  @Override
  long ask(HttpConnection connection, long number) throws IOException {
    int member = members.turn(number);
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
