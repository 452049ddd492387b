package io.stridelake.streams.generation;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.streams.generation.Decisions.RefusedException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps decisions out of the control log at which an instance of an older version would stop
 * following it.
 */
final class LogFormatGate {
  private static final Logger log = LoggerFactory.getLogger(LogFormatGate.class);
  private static final Argument<LogFormat> FORMAT = Argument.of(LogFormat.class);

  private final Supplier<Set<String>> instances;
  private final Peers peers;

  /**
   * A gate.
   *
   * @param instances the addresses of all that follow the log now
   */
  LogFormatGate(Supplier<Set<String>> instances, Peers peers) {
    this.instances = instances;
    this.peers = peers;
  }

  /**
   * What an instance says of itself.
   *
   * @param logFormat the format of the control log that it reads; instances of the first one have
   *     no such answer
   */
  @Serdeable
  record LogFormat(int logFormat) {}

  /**
   * Returns if every instance knows decisions of a format, or would pass over them.
   *
   * @throws RefusedException if an instance would not, or does not say so; it names it
   */
  void require(int logFormat) throws RefusedException, InterruptedException {
    if (logFormat <= 1) {
      return;
    }
    for (String instance : instances.get()) {
      if (formatOf(instance) < logFormat) {
        throw RefusedException.conflict(
            "the instance %s is of an older version that would stop at this decision: upgrade it, "
                + "then decide again",
            instance);
      }
    }
  }

  private int formatOf(String instance) throws RefusedException, InterruptedException {
    try {
      return peers.get(instance, "/log-format", FORMAT).logFormat();
    } catch (Peers.StatusException e) {
      if (e.status() == 404) {
        return 1;
      }
      throw unknown(instance, e);
    } catch (IOException e) {
      throw unknown(instance, e);
    }
  }

  private static RefusedException unknown(String instance, IOException failure) {
    log.atWarn()
        .addKeyValue("instance", instance)
        .addKeyValue("reason", failure.toString())
        .log("An instance does not say which version it is of");
    return RefusedException.notNow(
        "the instance %s does not say which version it is of: decide again once it answers, or is "
            + "no longer a member",
        instance);
  }
}
