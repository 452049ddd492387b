package io.stridelake.topics;

import java.util.List;

/**
 * Topics exist whose settings would lose or scatter data; the message says which and what to do.
 */
public final class TopicMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TopicMismatchException(List<String> mismatches) {
    super(String.join("; ", mismatches));
  }
}
