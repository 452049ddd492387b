package io.stridelake.topics;

/** How a topic's records are spread over its partitions. */
public enum Partitioning {
  /** By the athlete alone, so that all records of an athlete lie in one partition. */
  ATHLETE,
  /** By the whole key. */
  KEY,
  /** One partition only. */
  SINGLE
}
