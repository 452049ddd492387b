package io.stridelake.cli;

import io.stridelake.streams.StreamsService;

/** What the commands answer to the shell. */
final class ExitCode {
  static final int DONE = 0;
  static final int REFUSED = 1;
  static final int USAGE = 2;
  static final int ENVIRONMENT = 3;
  static final int UNREACHABLE = 4;

  /** An app failed for good; the process is to be started anew. */
  static final int APP_FAILED = StreamsService.APP_FAILED;

  private ExitCode() {}
}
