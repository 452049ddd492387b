package io.stridelake.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.Topology;

/** A topology's description, committed, so that a change of the topology is seen in review. */
public final class ExpectedTopology {
  private static final String FILE = "expected_topology.txt";

  private ExpectedTopology() {}

  /** Compares the topology with {@code expected_topology.txt} beside the test. */
  public static void verify(Class<?> test, Topology topology) throws IOException {
    try (InputStream in = test.getResourceAsStream(FILE)) {
      String expected =
          in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(topology.describe().toString().strip()).isEqualTo(expected);
    }
  }
}
