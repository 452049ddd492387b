package io.stridelake.benchmarks.query;

import io.stridelake.benchmarks.company.Company;
import io.stridelake.benchmarks.installation.FreePort;
import io.stridelake.benchmarks.installation.Program;
import io.stridelake.benchmarks.installation.RedisServer;
import io.stridelake.benchmarks.query.redis.RedisPeer;
import io.stridelake.benchmarks.query.redis.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

/** Redis, and the HTTP server before it, as two processes. */
final class Redis implements AutoCloseable {
  private static final int SERVER_MEGABYTES = 640;
  private static final int BATCH = 5_000;

  private final int port = FreePort.any();
  private final int httpPort = FreePort.any();
  private final Program redis;
  private final Program server;
  private final RedisClient client;

  private Redis(Path folder) throws IOException, InterruptedException {
    redis = RedisServer.start(folder, port);
    server =
        Program.java(
            "redis-peer",
            folder,
            SERVER_MEGABYTES,
            RedisPeer.class,
            List.of("" + httpPort, "" + port),
            Map.of());
    client = RedisClient.create("127.0.0.1", port);
  }

  static Redis start(Path folder) throws IOException, InterruptedException {
    return new Redis(folder);
  }

  /** Where rankings answer. */
  int httpPort() {
    return httpPort;
  }

  /** Writes who the members are. */
  void athletes(Members members) {
    for (int first = 0; first < members.size(); first += BATCH) {
      try (Pipeline pipeline = client.pipelined()) {
        for (int member = first; member < Math.min(first + BATCH, members.size()); member++) {
          Rows.add(
              pipeline,
              Company.id(member).value(),
              Company.name(member),
              Company.departmentOf(member),
              members.seconds(member));
        }
      }
    }
  }

  /** Writes a board. */
  void board(String name, Members members) {
    for (int first = 0; first < members.size(); first += BATCH) {
      Map<String, Double> scores = new HashMap<>();
      for (int member = first; member < Math.min(first + BATCH, members.size()); member++) {
        scores.put(Company.id(member).value(), (double) members.distance(member));
      }
      client.zadd(name, scores);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
    redis.close();
  }
}
