package io.stridelake.requirement;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * What a test class needs beside this JVM, as names for {@link Tag}. {@code ./stride test --quick}
 * runs the classes that have none of them; an untagged class must pass without a broker, a browser
 * and processes of its own.
 */
public final class Lane {
  /** A Kafka broker. */
  public static final String BROKER = "broker";

  /** Several services around a broker, some of them as processes. */
  public static final String INSTALLATION = "installation";

  /** A browser, and an installation for it. */
  public static final String BROWSER = "browser";

  private static final List<String> WITH_BROKER = List.of(BROKER, INSTALLATION, BROWSER);

  private Lane() {}

  /**
   * Sees that the running test class says by its tag that it needs a broker. What starts brokers
   * for tests calls this, so that no untagged class slips into the quick lane. Outside of a test
   * everything is allowed.
   *
   * @throws IllegalStateException if a test runs on this thread whose class has no such tag
   */
  public static void requireBrokerTag() {
    List<Class<?>> callers =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass).toList());
    boolean inTest =
        callers.stream().anyMatch(each -> each.getName().startsWith("org.junit.platform."));
    if (inTest && callers.stream().noneMatch(Lane::hasBrokerTag)) {
      throw new IllegalStateException(
          "A test that starts Kafka needs a tag: put @Tag(Lane.BROKER), @Tag(Lane.INSTALLATION) or"
              + " @Tag(Lane.BROWSER) on the class, so that ./stride test --quick leaves it out.");
    }
  }

  private static boolean hasBrokerTag(Class<?> type) {
    return Arrays.stream(type.getAnnotationsByType(Tag.class))
        .anyMatch(tag -> WITH_BROKER.contains(tag.value()));
  }
}
