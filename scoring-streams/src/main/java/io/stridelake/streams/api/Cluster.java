package io.stridelake.streams.api;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Who answers for what.
 *
 * @param partitions how many partitions there are
 * @param epoch of the control log, as far as this instance has read it
 * @param active the generation to ask
 * @param generations those that exist
 * @param locks the seasons that are locked
 * @param instances who owns and who copies which of their partitions, as far as this instance knows
 */
@Serdeable
public record Cluster(
    int partitions,
    long epoch,
    int active,
    List<Known> generations,
    List<Locked> locks,
    List<Instance> instances) {

  /** A locked season, and the rule set that says its boards. */
  @Serdeable
  public record Locked(String season, String lock, String ruleSet, LocalDate from, LocalDate to) {}

  /**
   * A generation.
   *
   * @param state {@code building | ready | active | previous | failed}
   * @param ruleSet what scores it
   * @param complete whether it can be asked yet
   * @param resets which of its derivations it is
   */
  @Serdeable
  public record Known(int id, String state, String ruleSet, boolean complete, int resets) {}

  /**
   * An instance of scoring-streams.
   *
   * @param url where it answers
   * @param partitions by generation those that it owns
   * @param standbys by generation those that it keeps copies of
   */
  @Serdeable
  public record Instance(
      String url, Map<String, List<Integer>> partitions, Map<String, List<Integer>> standbys) {}
}
