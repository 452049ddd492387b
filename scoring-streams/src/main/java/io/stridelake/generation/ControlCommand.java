package io.stridelake.generation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A command of the control log. It is obeyed only if the log's epoch is the one that it expects, so
 * of two operators who act on the same state one loses.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes(@JsonSubTypes.Type(value = ControlCommand.Found.class, name = "found"))
@Serdeable
public sealed interface ControlCommand {
  /** The epoch of the state that the command was given for. */
  long expectedEpoch();

  /**
   * Starts and activates the first generation.
   *
   * @param expectedEpoch 0, that of an empty log
   * @param ruleSet the version that scores it
   */
  @Serdeable
  record Found(long expectedEpoch, String ruleSet) implements ControlCommand {}
}
