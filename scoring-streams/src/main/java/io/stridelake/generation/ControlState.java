package io.stridelake.generation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the control log comes to at some offset. All instances fold the same log in the same order,
 * so all come to the same state.
 *
 * @param epoch how many commands were obeyed
 * @param active the generation that is served, or null before the first
 */
public record ControlState(long epoch, @Nullable Generation active) {
  /** The state before the first command. */
  public static final ControlState EMPTY = new ControlState(0, null);

  /** The state after a log. */
  public static ControlState of(List<ControlCommand> log) {
    ControlState state = EMPTY;
    for (ControlCommand command : log) {
      state = state.after(command);
    }
    return state;
  }

  /** The state after a command; the same state if the command is stale. */
  public ControlState after(ControlCommand command) {
    if (command.expectedEpoch() != epoch) {
      return this;
    }
    return switch (command) {
      case ControlCommand.Found found ->
          new ControlState(
              epoch + 1,
              active == null
                  ? new Generation(1, 1, found.ruleSet(), found.format())
                  : new Generation(
                      active.id() + 1, active.catalogue(), found.ruleSet(), found.format()));
    };
  }

  /** The generation that is served, if there is one. */
  public Optional<Generation> served() {
    return Optional.ofNullable(active);
  }
}
