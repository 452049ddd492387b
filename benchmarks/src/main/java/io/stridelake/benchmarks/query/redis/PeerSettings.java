package io.stridelake.benchmarks.query.redis;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where Redis is.
 *
 * @param port of the loopback interface
 */
@ConfigurationProperties("redis-peer")
record PeerSettings(int port) {}
