package io.stridelake.ingest.fetching;

/**
 * What the fetch worker of this instance is at.
 *
 * @param partitions of the inbox that it owns
 * @param ready events that may be worked on
 * @param running events that a step is at
 * @param waiting events that wait for their time
 * @param awaitingAccount events that wait until their account connects
 * @param backfills pages of histories that are to be fetched
 * @param lag records of its partitions that it has not read
 */
public record FetchStatus(
    int partitions,
    int ready,
    int running,
    int waiting,
    int awaitingAccount,
    int backfills,
    long lag) {
  static final FetchStatus IDLE = new FetchStatus(0, 0, 0, 0, 0, 0, 0);
}
