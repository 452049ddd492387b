package io.stridelake.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;

/**
 * Leaves out what the embedded broker calls an error though it is how Kafka works. Whatever else
 * the same loggers say is logged.
 *
 * <ul>
 *   <li>At every second start the group coordinator begins to load partitions before the broker
 *       leads them, gives up, and is told to load them once more.
 *   <li>While the transaction before is being completed, the first batch of the next one is refused
 *       and those behind it are out of order; the producer sends them again in order.
 * </ul>
 */
public final class ExpectedEvents extends Filter<ILoggingEvent> {
  private static final Map<String, String> EXPECTED =
      Map.of(
          "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime",
          "org.apache.kafka.common.errors.NotLeaderOrFollowerException",
          "kafka.server.ReplicaManager",
          "org.apache.kafka.common.errors.OutOfOrderSequenceException");

  @Override
  public FilterReply decide(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown != null && thrown.getClassName().equals(EXPECTED.get(event.getLoggerName()))
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
