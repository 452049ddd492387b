package io.stridelake.query.answer;

import io.stridelake.query.partition.Snapshots;
import java.util.Optional;

/**
 * An answer and the state it was made from.
 *
 * @param pinned whether its cursors need the snapshots
 */
public record Evaluated(Answer answer, Snapshots snapshots, boolean pinned) {

  /** The same answer if the state is still the same, told by those who say so now. */
  public Optional<Evaluated> confirmedBy(Snapshots now) {
    return snapshots.isSameState(now)
        ? Optional.of(new Evaluated(answer, now, pinned))
        : Optional.empty();
  }

  /** The answer as it is sent. */
  public Told told() {
    return new Told(answer, snapshots.standbys(), snapshots.missing().size());
  }
}
