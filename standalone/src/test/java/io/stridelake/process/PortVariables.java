package io.stridelake.process;

import io.stridelake.requirement.ReservedPort;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The variables with which every part of a process listens on a port of its own. */
final class PortVariables {
  private static final List<String> NAMES =
      List.of(
          "STRIDE_PORT",
          "STRIDE_INGEST_PORT",
          "STRIDE_STREAMS_PORT",
          "STRIDE_REGISTRY_PORT",
          "STRIDE_SIMULATOR_PORT",
          "STRIDE_KAFKA_PORT");

  private PortVariables() {}

  static Map<String, String> reserved() {
    return NAMES.stream()
        .collect(Collectors.toMap(Function.identity(), _ -> Integer.toString(ReservedPort.next())));
  }
}
