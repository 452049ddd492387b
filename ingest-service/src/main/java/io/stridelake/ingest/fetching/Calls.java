package io.stridelake.ingest.fetching;

import io.stridelake.ingest.quota.Quota;
import io.stridelake.ingest.strava.Answer;
import java.io.IOException;

/**
 * The one call to the API that a step has been granted. Closing it gives the grant back if it was
 * not used.
 */
final class Calls implements AutoCloseable {
  private static final int TOO_MANY_REQUESTS = 429;

  private final Quota quota;
  private boolean settled;

  Calls(Quota quota) {
    this.quota = quota;
  }

  /** A call to the API. */
  interface Call {
    Answer send() throws IOException;
  }

  /**
   * Makes the call and tells the quota what it learned.
   *
   * @throws IOException if there was no answer
   */
  Answer make(Call call) throws IOException {
    Answer answer = call.send();
    settled = true;
    if (answer.status() == TOO_MANY_REQUESTS) {
      quota.refused(answer.limits(), answer.date(), answer.retryAfter());
    } else {
      quota.answered(answer.limits(), answer.date());
    }
    return answer;
  }

  @Override
  public void close() {
    if (!settled) {
      quota.failed();
    }
  }
}
