package io.stridelake.activity.reading;

import io.stridelake.activity.Activity;
import io.stridelake.activity.UnreadableReason;

/** What came of reading a raw record. */
public sealed interface Reading {
  /** It is an activity. */
  record Understood(Activity activity) implements Reading {}

  /**
   * It cannot be read.
   *
   * @param reason why
   * @param detail what was expected and where; never a piece of the payload
   */
  record Failed(UnreadableReason reason, String detail) implements Reading {}
}
