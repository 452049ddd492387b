package io.stridelake.generation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A line of the control log. A {@link Decision} is obeyed only if the log's epoch is the one that
 * it expects, so of two operators who act on the same state one loses; an {@link Observation} is
 * true whatever was decided meanwhile.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ControlCommand.Found.class, name = "found"),
  @JsonSubTypes.Type(value = ControlCommand.Start.class, name = "start"),
  @JsonSubTypes.Type(value = ControlCommand.Promote.class, name = "promote"),
  @JsonSubTypes.Type(value = ControlCommand.Rollback.class, name = "rollback"),
  @JsonSubTypes.Type(value = ControlCommand.Abandon.class, name = "abandon"),
  @JsonSubTypes.Type(value = ControlCommand.Reset.class, name = "reset"),
  @JsonSubTypes.Type(value = ControlCommand.Lock.class, name = "lock"),
  @JsonSubTypes.Type(value = ControlCommand.Unlock.class, name = "unlock"),
  @JsonSubTypes.Type(value = ControlCommand.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = ControlCommand.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = ControlCommand.Deleted.class, name = "deleted")
})
@Serdeable
public sealed interface ControlCommand {

  /** What somebody decided, looking at a state. */
  @Serdeable
  sealed interface Decision extends ControlCommand {
    /** The epoch of the state that the command was given for. */
    long expectedEpoch();
  }

  /** What an instance saw of one derivation. */
  @Serdeable
  sealed interface Observation extends ControlCommand {
    /** The generation it was seen of. */
    int generation();

    /** Which of its derivations. */
    int resets();
  }

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
      implements Decision {
    int format() {
      return storeFormat == null ? Generation.FIRST_FORMAT : storeFormat;
    }
  }

  /** Begins a candidate, if there is none. */
  @Serdeable
  record Start(
      long expectedEpoch, String ruleSet, Source source, int storeFormat, String codeVersion)
      implements Decision {}

  /** Makes the candidate the active generation, if it is complete; the former one stays. */
  @Serdeable
  record Promote(long expectedEpoch, int generation) implements Decision {}

  /** Changes the active generation and the one before it. */
  @Serdeable
  record Rollback(long expectedEpoch) implements Decision {}

  /** Gives a generation up, if it is not the active one. */
  @Serdeable
  record Abandon(long expectedEpoch, int generation) implements Decision {}

  /** Derives the active generation anew in its own place. */
  @Serdeable
  record Reset(long expectedEpoch, String ruleSet, Source source, String codeVersion)
      implements Decision {}

  /** Has a season's standings stay as they were copied, if it is not locked yet. */
  @Serdeable
  record Lock(long expectedEpoch, SeasonLock season) implements Decision {}

  /**
   * Takes a lock back, if it is the one that holds.
   *
   * @param season whose
   * @param lock its id
   * @param why for people
   */
  @Serdeable
  record Unlock(long expectedEpoch, String season, String lock, String why) implements Decision {}

  /** Everything that was there has been applied. */
  @Serdeable
  record Completed(int generation, int resets) implements Observation {}

  /**
   * It cannot be derived.
   *
   * @param reason why, for people
   */
  @Serdeable
  record Failed(int generation, int resets, String reason) implements Observation {}

  /** Nothing is left of it. */
  @Serdeable
  record Deleted(int generation, int resets) implements Observation {}
}
