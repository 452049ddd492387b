package io.stridelake.query.cluster;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one instance knows about all of them.
 *
 * @param partitions of the ranking topics
 * @param epoch how far the instance has read the control log
 * @param active the generation that answers
 * @param locks the seasons that are locked, or null if there are none
 */
@Serdeable
public record ClusterInfo(
    int partitions,
    long epoch,
    int active,
    List<GenerationInfo> generations,
    @Nullable List<LockInfo> locks,
    List<InstanceInfo> instances) {

  /**
   * A generation.
   *
   * @param state {@code building | ready | active | previous | failed}, or null if the instance is
   *     of a version that does not say
   * @param ruleSet the version that scores it
   * @param complete whether it can be asked yet
   * @param resets which of its derivations it is
   */
  @Serdeable
  public record GenerationInfo(
      int id, @Nullable String state, String ruleSet, boolean complete, int resets) {

    /** Names this derivation of it. */
    public GenerationIdentity identity() {
      return new GenerationIdentity(id, resets, ruleSet);
    }

    /** Whether it answered before the active one. */
    boolean isPrevious() {
      return "previous".equals(state);
    }
  }

  /**
   * A season whose standings stay as they were.
   *
   * @param season its id
   * @param lock names the standings
   * @param ruleSet the version that scored them
   * @param from first day, ISO
   * @param to last day, ISO
   */
  @Serdeable
  public record LockInfo(String season, String lock, String ruleSet, String from, String to) {}

  /**
   * An instance and what it owns.
   *
   * @param url its address
   * @param partitions owned partitions by generation id
   * @param standbys those that it keeps copies of, or null if it does not say
   */
  @Serdeable
  public record InstanceInfo(
      String url,
      Map<String, List<Integer>> partitions,
      @Nullable Map<String, List<Integer>> standbys) {

    /** The copies, none if it does not say. */
    Map<String, List<Integer>> copies() {
      return standbys == null ? Map.of() : standbys;
    }
  }
}
