package io.stridelake.ingest.access;

/** Who asks, as far as a token proves it. */
enum Caller {
  ANYBODY,
  SERVICE,
  ADMIN
}
