package io.stridelake.benchmarks.query.redis;

import java.util.List;
import java.util.Map;
import redis.clients.jedis.AbstractPipeline;

/**
 * How boards lie in Redis: one sorted set for each, by score, and a hash with the rest for each
 * athlete.
 */
public final class Rows {
  private static final String[] FIELDS = {"name", "department", "seconds", "climbed"};

  private Rows() {}

  /** Adds an athlete's hash; scores are added apart. */
  public static void add(
      AbstractPipeline redis, String id, String name, String department, long seconds) {
    redis.hset(
        key(id),
        Map.of(
            "name",
            name,
            "department",
            department,
            "seconds",
            Long.toString(seconds),
            "climbed",
            "0"));
  }

  static String key(String id) {
    return "athlete:" + id;
  }

  static redis.clients.jedis.Response<List<String>> ask(AbstractPipeline redis, String id) {
    return redis.hmget(key(id), FIELDS);
  }
}
