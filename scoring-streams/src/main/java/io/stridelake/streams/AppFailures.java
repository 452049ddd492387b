package io.stridelake.streams;

/**
 * Is told when an app of the active generation has failed for good, so that only a new start helps.
 */
@FunctionalInterface
public interface AppFailures {
  /**
   * Takes note of it, once for each start of the service, on a daemon thread of its own: the
   * service may be closed from here.
   *
   * @param applicationId of the first app that was seen to have failed
   * @param reason in one line
   */
  void failed(String applicationId, String reason);

  /** The same for an operator, in one line that says what to do. */
  static String line(String applicationId, String reason) {
    return "%s has failed for good: %s. Start the service anew; docs/operations.md, 'An app that fails for good', says what to do if that comes again"
        .formatted(applicationId, reason);
  }
}
