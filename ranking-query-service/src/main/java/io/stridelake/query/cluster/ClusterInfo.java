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
 */
@Serdeable
public record ClusterInfo(
    int partitions,
    long epoch,
    int active,
    List<GenerationInfo> generations,
    List<InstanceInfo> instances) {

  /**
   * A generation.
   *
   * @param ruleSet the version that scores it
   * @param complete whether it can be asked yet
   * @param resets which of its derivations it is
   */
  @Serdeable
  public record GenerationInfo(int id, String ruleSet, boolean complete, int resets) {}

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
