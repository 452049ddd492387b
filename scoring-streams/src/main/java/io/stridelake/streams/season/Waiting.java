package io.stridelake.streams.season;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What may still bring activities of a season that is over.
 *
 * @param events of providers that are not in the lake yet; some that are done may be counted while
 *     one before them is not
 * @param eventAccounts whose they are
 * @param tooMany whether there are more events than were counted
 * @param accounts how many accounts wait, by reason
 */
record Waiting(
    long events, int eventAccounts, boolean tooMany, SortedMap<Reason, Integer> accounts) {
  Waiting {
    accounts = new TreeMap<>(accounts);
  }

  /** Why an account may have activities that nobody fetched. */
  enum Reason {
    /** The provider refused the athlete's tokens. */
    NEEDS_RECONNECT("to be connected again"),
    /** The history that was there when the athlete connected is not fetched to its end. */
    BACKFILL("with a history that is not fetched to its end");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  boolean isNone() {
    return events == 0 && accounts.isEmpty();
  }

  /** In words: how many of what. */
  String inWords() {
    List<String> parts = new ArrayList<>();
    if (events > 0) {
      parts.add(
          "%s%s of %s waiting to be fetched"
              .formatted(
                  tooMany ? "more than " : "",
                  counted(events, "event"),
                  counted(eventAccounts, "account")));
    }
    accounts.forEach((reason, count) -> parts.add(counted(count, "account") + " " + reason.words));
    return String.join(", ", parts);
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
