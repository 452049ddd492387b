package io.stridelake.streams.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the query service asks.
 *
 * @param partitions which partitions shall answer
 * @param view which board
 * @param snapshots by partition the version of the snapshot to read, or null for the newest
 * @param pin whether to keep the snapshots for cursors
 * @param query what about it
 */
@Serdeable
public record BoardQuestion(
    List<Integer> partitions,
    View view,
    @Nullable Map<String, String> snapshots,
    boolean pin,
    Question query) {

  /**
   * A board in a period, narrowed.
   *
   * @param board its id; null only for sums over all counted activities
   * @param from the first day
   * @param to the last day
   * @param sport only this sport, or null
   * @param department only this department, or null
   */
  @Serdeable
  public record View(
      @Nullable String board,
      LocalDate from,
      LocalDate to,
      @Nullable String sport,
      @Nullable String department) {}

  /** A place in a board's order. */
  @Serdeable
  public record Anchor(long score, String id) {}

  /** What is asked. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Page.class, name = "page"),
    @JsonSubTypes.Type(value = Member.class, name = "member"),
    @JsonSubTypes.Type(value = Above.class, name = "countAbove"),
    @JsonSubTypes.Type(value = Position.class, name = "position"),
    @JsonSubTypes.Type(value = Groups.class, name = "groups"),
    @JsonSubTypes.Type(value = Version.class, name = "version")
  })
  @Serdeable
  public sealed interface Question {}

  /** Rows of a board of athletes. */
  @Serdeable
  public record Page(
      @Nullable Anchor after, @Nullable Anchor before, int limit, @Nullable String nameContains)
      implements Question {}

  /** One athlete's row. */
  @Serdeable
  public record Member(String id) implements Question {}

  /** How many members have a greater score, for each score. */
  @Serdeable
  public record Above(List<Long> scores) implements Question {}

  /** How many members stand before a place. */
  @Serdeable
  public record Position(long score, String id) implements Question {}

  /** Sums by {@code company | departments | sports}. */
  @Serdeable
  public record Groups(String by, boolean hidden) implements Question {}

  /** Only the version. */
  @Serdeable
  public record Version() implements Question {}
}
