package io.stridelake.ingest.strava;

import java.io.IOException;

/** The provider's answer is longer than what we take. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(long limit) {
    super("answer of more than " + limit + " bytes");
  }
}
