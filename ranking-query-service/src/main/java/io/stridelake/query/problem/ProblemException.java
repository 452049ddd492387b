package io.stridelake.query.problem;

import org.jspecify.annotations.Nullable;

/** A request that cannot be answered, for a reason that its sender is told. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemType type;
  private final @Nullable String parameter;
  private final @Nullable String allowed;

  private ProblemException(
      ProblemType type, String detail, @Nullable String parameter, @Nullable String allowed) {
    super(detail, null, false, false);
    this.type = type;
    this.parameter = parameter;
    this.allowed = allowed;
  }

  /** A problem of this kind. */
  public static ProblemException of(ProblemType type, String detail) {
    return new ProblemException(type, detail, null, null);
  }

  /** A query parameter that is malformed, out of range or given twice. */
  public static ProblemException parameter(String name, String allowed) {
    return new ProblemException(
        ProblemType.BAD_PARAMETER,
        "parameter '" + name + "' is wrong (allowed: " + allowed + ")",
        name,
        allowed);
  }

  /** What kind of problem it is. */
  public ProblemType type() {
    return type;
  }

  @Nullable String parameter() {
    return parameter;
  }

  @Nullable String allowed() {
    return allowed;
  }
}
