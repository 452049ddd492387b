package io.stridelake.benchmarks.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for one address as often as it can, by wrk. */
final class Wrk {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final int MORE_SECONDS = 30;

  private Wrk() {}

  /**
   * Requests in a second.
   *
   * @param headers each as {@code name: value}
   * @throws IOException if an answer was missing or an error
   */
  static double rate(String url, int connections, int seconds, List<String> headers)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
    for (String header : headers) {
      command.add("-H");
      command.add(header);
    }
    command.add(url);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String told =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (!process.waitFor(seconds + MORE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("wrk does not end");
      }
      Matcher rate = RATE.matcher(told);
      if (told.contains("Non-2xx") || told.contains("Socket errors") || !rate.find()) {
        throw new IOException("wrk saw other answers than it should: " + told);
      }
      return Double.parseDouble(rate.group(1));
    } finally {
      process.destroyForcibly();
    }
  }
}
