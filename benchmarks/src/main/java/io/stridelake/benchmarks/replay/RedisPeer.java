package io.stridelake.benchmarks.replay;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.benchmarks.installation.FreePort;
import io.stridelake.benchmarks.installation.Program;
import io.stridelake.benchmarks.installation.RedisServer;
import io.stridelake.scoring.Scorer;
import java.io.IOException;
import java.nio.file.Path;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** The same sums in sorted sets of Redis: a pipelined ZINCRBY for each. */
final class RedisPeer implements AutoCloseable {
  private final int port = FreePort.any();
  private final Program server;

  /** Starts a server. */
  RedisPeer(Path folder) throws IOException, InterruptedException {
    server = RedisServer.start(folder, port);
  }

  /** Activities a second. */
  double rate(DerivingApps apps, int catalogue, long activities) throws Exception {
    Scorer scorer = new Scorer(DerivingApps.RULES);
    long began = System.nanoTime();
    try (Jedis redis = new Jedis("127.0.0.1", port)) {
      redis.flushAll();
      Pipeline pipeline = redis.pipelined();
      CatalogueReader.read(
          apps,
          catalogue,
          activities,
          new CatalogueReader.Taker() {
            @Override
            public void take(ActivityKey key, Activity activity) {
              Counters.add(
                  scorer,
                  activity,
                  key.provider(),
                  (board, points) -> pipeline.zincrby(board, points, key.athlete().value()));
            }

            @Override
            public void flush() {
              pipeline.sync();
            }
          });
    }
    return activities / ((System.nanoTime() - began) / 1e9);
  }

  @Override
  public void close() {
    server.close();
  }
}
