package io.stridelake.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoggersTest {
  private static final String COORDINATOR =
      "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime";

  @TempDir private Path temp = Path.of("");

  @Test
  void shouldLeaveOutTheSameOfClientsEverywhere() throws Exception {
    Map<String, Level> service = levels("logback-service.xml");
    Map<String, Level> standalone = levels("logback-standalone.xml");

    assertThat(service).isNotEmpty();
    assertThat(standalone).containsAllEntriesOf(service);
  }

  @Test
  void shouldLeaveOutALeadershipThatIsYetToCome() {
    ExpectedEvents filter = new ExpectedEvents();

    assertThat(filter.decide(event(COORDINATOR, new NotLeaderOrFollowerException("not yet"))))
        .isEqualTo(FilterReply.DENY);
    assertThat(filter.decide(event(COORDINATOR, new CorruptRecordException("damaged"))))
        .isEqualTo(FilterReply.NEUTRAL);
    assertThat(filter.decide(event("other", new NotLeaderOrFollowerException("no more"))))
        .isEqualTo(FilterReply.NEUTRAL);
  }

  private static LoggingEvent event(String name, Throwable thrown) {
    Logger logger = new LoggerContext().getLogger(name);
    return new LoggingEvent("", logger, Level.ERROR, "Failed to load", thrown, new Object[0]);
  }

  private Map<String, Level> levels(String file) throws Exception {
    LoggerContext context = new LoggerContext();
    context.putProperty("stride.logs", temp.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LoggersTest.class.getResource("/" + file));
    Map<String, Level> levels = new TreeMap<>();
    for (Logger logger : context.getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger.getName(), logger.getLevel());
      }
    }
    context.stop();
    return levels;
  }
}
