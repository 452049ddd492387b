package io.stridelake.benchmarks.query;

import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.HttpConnection.Request;
import java.io.IOException;

/** Whether a service lives: the least that one service can ask another. */
final class Liveness extends OpenQuestions {
  private static final Request REQUEST = Request.get("/health/liveness", null);

  Liveness(int port) {
    super(port);
  }

  @Override
  long ask(HttpConnection connection, long number) throws IOException {
    int status = connection.send(REQUEST).status();
    long answered = System.nanoTime();
    if (status != 200) {
      throw new IOException("it answered " + status);
    }
    return answered;
  }
}
