package io.stridelake.benchmarks.query;

import io.stridelake.benchmarks.load.HttpConnection;
import io.stridelake.benchmarks.load.Latencies;
import io.stridelake.benchmarks.load.Latencies.Summary;
import io.stridelake.benchmarks.load.OpenLoop;
import java.io.IOException;

/** What one server is asked at a steady rate, whether or not it has answered before. */
abstract class OpenQuestions {
  private final int port;
  private long asked;

  OpenQuestions(int port) {
    this.port = port;
  }

  /**
   * Asks one question.
   *
   * @param number of the question, from 0
   * @return when it was answered, of {@link System#nanoTime}
   * @throws IOException if the answer is wrong or missing
   */
  abstract long ask(HttpConnection connection, long number) throws IOException;

  /**
   * Asks for so many seconds.
   *
   * @throws IllegalStateException if an answer is wrong or missing
   */
  final Summary round(int seconds, int perSecond, int connections) throws InterruptedException {
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
                latencies.add(scheduled, ask(connection, before + number)));
    loop.join();
    asked += count;
    if (loop.failures() > 0) {
      throw new IllegalStateException(
          loop.failures() + " answers are missing or wrong, the first: " + loop.firstFailure());
    }
    return latencies.all();
  }
}
