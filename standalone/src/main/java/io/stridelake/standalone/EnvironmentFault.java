package io.stridelake.standalone;

import io.stridelake.generation.RuleSetRefusedException;
import io.stridelake.topics.TopicMismatchException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something around Stridelake prevents the start; the message is one line that says what to do. */
public final class EnvironmentFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String DISK_FULL = "No space left on device";

  EnvironmentFault(String message) {
    super(message);
  }

  EnvironmentFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The environment's part in a failed start, empty if there is none. */
  public static Optional<EnvironmentFault> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EnvironmentFault fault) {
        return Optional.of(fault);
      }
      Optional<String> message = message(cause);
      if (message.isPresent()) {
        return Optional.of(new EnvironmentFault(message.get(), failure));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> message(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return switch (cause) {
      case IOException _ when text.contains(DISK_FULL) ->
          Optional.of("the disk is full: free some space, or choose another folder with --data");
      case AccessDeniedException _ -> Optional.of("no permission for " + text);
      case BindException _ -> Optional.of("a port is in use (" + text + ")");
      case TopicMismatchException _ -> Optional.of(text);
      case RuleSetRefusedException _ -> Optional.of(text);
      default -> Optional.empty();
    };
  }
}
