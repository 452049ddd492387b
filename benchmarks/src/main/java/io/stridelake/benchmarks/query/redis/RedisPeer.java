package io.stridelake.benchmarks.query.redis;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** The peer's HTTP server as a program, with the settings of the query service. */
public final class RedisPeer {
  private RedisPeer() {}

  /**
   * Runs until it is told to end.
   *
   * @param arguments its port, Redis's port
   */
  public static void main(String[] arguments) {
    ApplicationContext context =
        ApplicationContext.builder()
            .packages("io.stridelake.benchmarks.query.redis")
            .deduceEnvironment(false)
            .banner(false)
            .properties(
                Map.of(
                    "stridelake.service",
                    "redis-peer",
                    "micronaut.server.host",
                    "127.0.0.1",
                    "micronaut.server.port",
                    arguments[0],
                    "micronaut.server.netty.compression-threshold",
                    -1,
                    "micronaut.metrics.enabled",
                    false,
                    "micronaut.serde.serialization.inclusion",
                    "always",
                    "redis-peer.port",
                    arguments[1]))
            .start();
    context.getBean(EmbeddedServer.class).start();
    Runtime.getRuntime().addShutdownHook(new Thread(context::close));
  }
}
