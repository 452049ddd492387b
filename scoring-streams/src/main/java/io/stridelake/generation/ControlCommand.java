package io.stridelake.generation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

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
   * Starts and activates the first generation, or one that takes the place of the active one
   * because a newer version keeps its rows in another format.
   *
   * @param expectedEpoch 0 for the first, that of an empty log
   * @param ruleSet the version that scores it
   * @param storeFormat the format of its rows; null for the first format that there was
   */
  @Serdeable
  record Found(long expectedEpoch, String ruleSet, @Nullable Integer storeFormat)
      implements ControlCommand {
    int format() {
      return storeFormat == null ? Generation.FIRST_FORMAT : storeFormat;
    }
  }
}
