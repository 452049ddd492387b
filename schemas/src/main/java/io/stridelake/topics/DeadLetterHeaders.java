package io.stridelake.topics;

/**
 * The headers that a dead letter has beside those of its raw record. The names with {@code
 * __streams.errors} are the ones that Kafka Streams' own dead letter queue uses, so that its tools
 * understand ours.
 */
public final class DeadLetterHeaders {
  /** Stable code of why the record could not be read. */
  public static final String REASON = "reason";

  /** What was expected and where; never a piece of the payload. */
  public static final String MESSAGE = "__streams.errors.message";

  /** The exception's class, where there was one. */
  public static final String EXCEPTION = "__streams.errors.exception";

  /** Where the exception came from, where there was one. */
  public static final String STACKTRACE = "__streams.errors.stacktrace";

  /** The topic of the failing record. */
  public static final String TOPIC = "__streams.errors.topic";

  /** Its partition. */
  public static final String PARTITION = "__streams.errors.partition";

  /** Its offset. */
  public static final String OFFSET = "__streams.errors.offset";

  private DeadLetterHeaders() {}
}
