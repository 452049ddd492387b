package io.stridelake.standalone;

/** A part did not start; the log has the whole story. */
public final class StartFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartFailed(Throwable cause) {
    super(line(cause), cause);
  }

  /** The root cause in one line. */
  static String line(Throwable failure) {
    return root(failure).toString().lines().findFirst().orElse("unknown");
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
