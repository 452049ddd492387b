package io.stridelake.query.forward;

import java.util.Map;
import java.util.Optional;

/** Which service owns a part of {@code /admin}. */
enum Owner {
  INGEST,
  STREAMS;

  private static final Map<String, Owner> BY_PART =
      Map.of(
          "roster", INGEST,
          "athletes", INGEST,
          "imports", INGEST,
          "ingest", INGEST,
          "rule-sets", STREAMS,
          "generations", STREAMS,
          "seasons", STREAMS,
          "executions", STREAMS);

  /** The owner of a path below {@code /admin/}, if there is one. */
  static Optional<Owner> of(String path) {
    int end = path.indexOf('/');
    return Optional.ofNullable(BY_PART.get(end < 0 ? path : path.substring(0, end)));
  }
}
