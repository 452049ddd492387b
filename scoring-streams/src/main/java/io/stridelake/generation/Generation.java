package io.stridelake.generation;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One complete derivation of the rankings.
 *
 * @param id from 1, never reused
 * @param catalogue number of the catalogue that it reads, from 1
 * @param ruleSet the version of the rule set that scores it
 * @param storeFormat the format of its rows, which never changes
 * @param source what it was derived from
 * @param startedAt when its derivation began, for the last time
 * @param codeVersion the version of Stridelake that began it, or null if that did not say
 * @param role what it is now
 * @param since when it became that
 * @param resets how often it was derived anew in place
 * @param complete whether everything that was there when it was derived has been applied once;
 *     nobody is answered before
 * @param failure why it cannot be derived, or null
 */
public record Generation(
    int id,
    int catalogue,
    String ruleSet,
    int storeFormat,
    Source source,
    Instant startedAt,
    @Nullable String codeVersion,
    Role role,
    Instant since,
    int resets,
    boolean complete,
    @Nullable String failure) {
  static final int FIRST_FORMAT = 1;

  public Generation {
    if (id < 1 || catalogue < 1) {
      throw new IllegalArgumentException(
          "generation %d on catalogue %d (expected both from 1)".formatted(id, catalogue));
    }
  }

  /** A generation that begins to be derived. */
  static Generation begun(
      int id,
      int catalogue,
      String ruleSet,
      int storeFormat,
      Source source,
      @Nullable String codeVersion,
      Role role,
      Instant at) {
    return new Generation(
        id, catalogue, ruleSet, storeFormat, source, at, codeVersion, role, at, 0, false, null);
  }

  /**
   * The id of its Streams application and consumer group, and with a hyphen behind it the beginning
   * of the names of its internal topics. Each derivation has its own, so that an instance that was
   * away for one can neither take part in the next nor disturb it; none begins with another's and a
   * hyphen.
   */
  public String applicationId() {
    return applicationId(id, resets);
  }

  /** The ids of its applications before the last reset, and before those before it. */
  public List<String> formerApplicationIds() {
    return IntStream.range(0, resets).mapToObj(reset -> applicationId(id, reset)).toList();
  }

  private static String applicationId(int id, int resets) {
    return "stridelake.ranking.g" + id + (resets == 0 ? "" : ".r" + resets);
  }

  /** The id of the Streams application that reads the lake into a catalogue. */
  public static String catalogueApplicationId(int catalogue) {
    return "stridelake.catalogue.c" + catalogue;
  }

  /** In one word for people: {@code building | ready | active | previous | abandoned | failed}. */
  public String state() {
    return switch (role) {
      case ACTIVE -> "active";
      case PREVIOUS -> "previous";
      case RETIRED, DELETED -> "abandoned";
      case CANDIDATE -> failure != null ? "failed" : complete ? "ready" : "building";
    };
  }

  /** Whether it waits to be promoted. */
  public boolean isReady() {
    return role == Role.CANDIDATE && complete && failure == null;
  }

  Generation as(Role other, Instant at) {
    return with(other, at, complete, failure);
  }

  Generation completed() {
    return with(role, since, true, failure);
  }

  Generation failed(String reason) {
    return with(role, since, complete, reason);
  }

  private Generation with(Role as, Instant at, boolean completely, @Nullable String because) {
    return new Generation(
        id,
        catalogue,
        ruleSet,
        storeFormat,
        source,
        startedAt,
        codeVersion,
        as,
        at,
        resets,
        completely,
        because);
  }

  /** The same, to be derived anew. */
  Generation reset(
      int otherCatalogue, String rules, Source from, @Nullable String code, Instant at) {
    return new Generation(
        id,
        otherCatalogue,
        rules,
        storeFormat,
        from,
        at,
        code,
        role,
        since,
        resets + 1,
        false,
        null);
  }
}
