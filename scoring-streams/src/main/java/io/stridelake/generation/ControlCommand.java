package io.stridelake.generation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A line of the control log. A {@link Decision} is obeyed only if the log's epoch is the one that
 * it expects, so of two operators who act on the same state one loses; an {@link Observation} is
 * true whatever was decided meanwhile.
 *
 * <p>An instance passes over a command that it does not know (see {@link ControlLog}). Therefore a
 * command never changes its meaning: what is new gets a new name, and its {@link
 * Decision#logFormat} says which instances pass over it.
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

    /**
     * Since which format of the log the command is known. Instances of format 1 stop following at a
     * command that they do not know; those of format 2 pass over it and count its epoch, whatever
     * it says, so from format 2 on a command that expects the right epoch always advances it.
     */
    default int logFormat() {
      return 1;
    }

    /** What it does, for people who were too late: {@code generation 4 was promoted}. */
    String summary();
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
   * Starts and activates the first generation. Former versions also wrote it to put a generation of
   * another store format in the place of the active one at once.
   *
   * @param expectedEpoch 0 for the first, that of an empty log
   * @param ruleSet the version that scores it
   * @param storeFormat the format of its rows; null for the first format that there was
   */
  @Serdeable
  record Found(long expectedEpoch, String ruleSet, @Nullable Integer storeFormat)
      implements Decision {
    @Override
    public String summary() {
      return "the first generation was started with rule set " + ruleSet;
    }

    int format() {
      return storeFormat == null ? Generation.FIRST_FORMAT : storeFormat;
    }
  }

  /** Begins a candidate, if there is none. */
  @Serdeable
  record Start(
      long expectedEpoch, String ruleSet, Source source, int storeFormat, String codeVersion)
      implements Decision {
    @Override
    public String summary() {
      return "a candidate was started with rule set " + ruleSet;
    }
  }

  /** Makes the candidate the active generation, if it is complete; the former one stays. */
  @Serdeable
  record Promote(long expectedEpoch, int generation) implements Decision {
    @Override
    public String summary() {
      return "generation " + generation + " was promoted";
    }
  }

  /** Changes the active generation and the one before it. */
  @Serdeable
  record Rollback(long expectedEpoch) implements Decision {
    @Override
    public String summary() {
      return "the previous generation was taken back";
    }
  }

  /** Gives a generation up, if it is not the active one. */
  @Serdeable
  record Abandon(long expectedEpoch, int generation) implements Decision {
    @Override
    public String summary() {
      return "generation " + generation + " was given up";
    }
  }

  /** Derives the active generation anew in its own place. */
  @Serdeable
  record Reset(long expectedEpoch, String ruleSet, Source source, String codeVersion)
      implements Decision {
    @Override
    public String summary() {
      return "the active generation was reset in place with rule set " + ruleSet;
    }
  }

  /** Has a season's standings stay as they were copied, if it is not locked yet. */
  @Serdeable
  record Lock(long expectedEpoch, SeasonLock season) implements Decision {
    @Override
    public String summary() {
      return "season " + season.season() + " was locked";
    }
  }

  /**
   * Takes a lock back, if it is the one that holds.
   *
   * @param season whose
   * @param lock its id
   * @param why for people
   */
  @Serdeable
  record Unlock(long expectedEpoch, String season, String lock, String why) implements Decision {
    @Override
    public int logFormat() {
      return 2;
    }

    @Override
    public String summary() {
      return "season " + season + " was unlocked (" + why + ")";
    }
  }

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
