package io.stridelake.benchmarks.replay;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;
import io.stridelake.scoring.Scorer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The same sums in sorted sets of a Redis server of its own, which writes nothing to disk: a
 * pipelined ZINCRBY for each.
 */
final class RedisPeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process server;
  private final int port;

  private RedisPeer(Process server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts a server; empty where Redis is not installed. */
  static Optional<RedisPeer> start() throws IOException, InterruptedException {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "redis-server"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Process server =
        new ProcessBuilder(
                program.get().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    RedisPeer peer = new RedisPeer(server, port);
    peer.await();
    return Optional.of(peer);
  }

  /** Activities a second. */
  double rate(Installation installation, int catalogue, long activities) throws Exception {
    Scorer scorer = new Scorer(Installation.RULES);
    long began = System.nanoTime();
    try (Jedis redis = new Jedis("127.0.0.1", port)) {
      redis.flushAll();
      Pipeline pipeline = redis.pipelined();
      CatalogueReader.read(
          installation,
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
  public void close() throws InterruptedException {
    server.destroy();
    server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void await() throws InterruptedException {
    long latest = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Jedis redis = new Jedis("127.0.0.1", port)) {
        redis.ping();
        return;
      } catch (JedisConnectionException e) {
        if (System.nanoTime() > latest || !server.isAlive()) {
          server.destroyForcibly();
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }
}
