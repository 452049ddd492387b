package io.stridelake.streams.generation;

import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A generation for ops.
 *
 * @param state {@code building | ready | active | previous | abandoned | failed}
 * @param from {@code catalogue | lake}
 * @param catalogue number of the catalogue that it reads
 * @param startedAt when its derivation began
 * @param complete whether it answers here: it has applied everything that was in its inputs when it
 *     was derived, or when its offsets were last set back
 * @param resets how often it was derived anew in place
 * @param application the id of the Streams application that derives it, which is also its consumer
 *     group and the name of its state folder
 * @param catalogueApplication the id of the application that writes the catalogue it reads
 * @param storeFormat the format of its rows
 * @param failure why it failed, or null
 * @param progress how far it is; null where it does not run, or if Kafka did not tell
 * @param checksum of all its rows when that was last asked for, or null
 */
@Serdeable
record GenerationDocument(
    int id,
    String state,
    String ruleSet,
    String from,
    int catalogue,
    Instant startedAt,
    @Nullable String codeVersion,
    boolean complete,
    int resets,
    String application,
    String catalogueApplication,
    int storeFormat,
    @Nullable String failure,
    @Nullable Progress progress,
    @Nullable String checksum) {

  static GenerationDocument of(
      Generation generation,
      boolean complete,
      @Nullable Progress progress,
      @Nullable String checksum) {
    return new GenerationDocument(
        generation.id(),
        generation.state(),
        generation.ruleSet(),
        generation.source().code(),
        generation.catalogue(),
        generation.startedAt(),
        generation.codeVersion(),
        complete,
        generation.resets(),
        generation.applicationId(),
        Generation.catalogueApplicationId(generation.catalogue()),
        generation.storeFormat(),
        generation.failure(),
        progress,
        checksum);
  }

  /**
   * All of them.
   *
   * @param active the id of the one that answers
   * @param candidate of the one that is derived beside it, or null
   * @param previous of the one that answered before, or null
   * @param generations every one that there ever was, by id
   */
  @Serdeable
  record All(
      @Nullable Integer active,
      @Nullable Integer candidate,
      @Nullable Integer previous,
      List<GenerationDocument> generations) {
    static All of(ControlState state, List<GenerationDocument> generations) {
      return new All(
          state.active().map(Generation::id).orElse(null),
          state.candidate().map(Generation::id).orElse(null),
          state.previous().map(Generation::id).orElse(null),
          generations);
    }
  }
}
