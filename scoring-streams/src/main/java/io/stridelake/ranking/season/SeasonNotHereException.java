package io.stridelake.ranking.season;

import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The rows of a locked season have not all arrived in this partition yet. */
public final class SeasonNotHereException extends InvalidStateStoreException {
  private static final long serialVersionUID = 1L;

  SeasonNotHereException(String season) {
    super("season " + season + " is locked, but its rows are not all here yet");
  }
}
