package io.stridelake.streams.generation;

import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.Source;
import io.stridelake.streams.generation.Decisions.RefusedException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the installation to this version's store format without an outage: derives the active
 * generation once more beside it and promotes that when it is complete. Until then instances of the
 * former version serve what they have; where none is left, rankings answer once it is promoted.
 */
final class FormatUpgrade {
  private static final Logger log = LoggerFactory.getLogger(FormatUpgrade.class);

  private final ControlLog control;
  private final Decisions decisions;
  private final Predicate<String> isWithoutMembers;
  private final int format;
  private final String codeVersion;

  /**
   * An upgrade to a format.
   *
   * @param isWithoutMembers whether no instance works on the application of an id
   * @param format this version's
   */
  FormatUpgrade(
      ControlLog control,
      Decisions decisions,
      Predicate<String> isWithoutMembers,
      int format,
      String codeVersion) {
    this.control = control;
    this.decisions = decisions;
    this.isWithoutMembers = isWithoutMembers;
    this.format = format;
    this.codeVersion = codeVersion;
  }

  /** Does the next step, if there is one to do. */
  void go(ControlState now) throws InterruptedException {
    Generation active = now.active().orElse(null);
    if (active == null || active.storeFormat() >= format) {
      return;
    }
    Generation candidate = now.candidate().orElse(null);
    if (candidate == null) {
      start(now, active);
    } else if (candidate.storeFormat() < format) {
      giveUpIfAlone(now, candidate);
    } else if (candidate.isReady() && candidate.ruleSet().equals(active.ruleSet())) {
      promote(candidate);
    }
  }

  private void start(ControlState now, Generation active) {
    boolean obeyed =
        control
            .append(
                new ControlCommand.Start(
                    now.epoch(), active.ruleSet(), Source.CATALOGUE, format, codeVersion))
            .obeyed();
    if (obeyed) {
      log.atInfo()
          .addKeyValue("generation", active.id())
          .addKeyValue("storeFormat", active.storeFormat())
          .addKeyValue("newStoreFormat", format)
          .log("The active generation is derived anew in this version's store format");
    }
  }

  /** A candidate that only the former version can derive is left to it as long as it runs. */
  private void giveUpIfAlone(ControlState now, Generation candidate) {
    if (isWithoutMembers.test(candidate.applicationId())) {
      log.atWarn()
          .addKeyValue("generation", candidate.id())
          .addKeyValue("storeFormat", candidate.storeFormat())
          .log("The candidate of the former version is given up: no instance derives it any more");
      control.append(new ControlCommand.Abandon(now.epoch(), candidate.id()));
    }
  }

  private void promote(Generation candidate) throws InterruptedException {
    try {
      decisions.promote(candidate.id());
      log.atInfo()
          .addKeyValue("generation", candidate.id())
          .log("The generation in this version's store format is promoted");
    } catch (RefusedException e) {
      // Another instance may have been faster, or a partition is moving; the next look tells.
      log.atInfo()
          .addKeyValue("generation", candidate.id())
          .addKeyValue("reason", e.getMessage())
          .log("The generation in this version's store format cannot be promoted yet");
    }
  }
}
