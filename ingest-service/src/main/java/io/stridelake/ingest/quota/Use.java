package io.stridelake.ingest.quota;

/** What a call is for. */
public enum Use {
  /** Somebody just did something; may use all of the budget. */
  LIVE,
  /** History; leaves the reserve to live events. */
  BACKFILL
}
