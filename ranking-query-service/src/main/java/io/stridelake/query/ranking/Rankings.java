package io.stridelake.query.ranking;

import io.stridelake.query.answer.AnswerCache;
import io.stridelake.query.answer.Evaluated;
import io.stridelake.query.answer.JsonAnswers;
import io.stridelake.query.answer.Told;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.cursor.Cursor;
import io.stridelake.query.cursor.Cursor.Direction;
import io.stridelake.query.cursor.CursorCodec;
import io.stridelake.query.cursor.StaleCursor;
import io.stridelake.query.document.AsOf;
import io.stridelake.query.document.PeriodDocument;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.Attempts;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.Snapshots;
import io.stridelake.query.partition.Standbys;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.problem.RestoringException;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.rules.BoardSubject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers questions about boards. */
@Singleton
final class Rankings {
  private final AthleteBoards athletes;
  private final GroupBoards groups;
  private final PartitionClient partitions;
  private final AnswerCache cache;
  private final JsonAnswers json;
  private final CursorCodec cursors;

  Rankings(
      AthleteBoards athletes,
      GroupBoards groups,
      PartitionClient partitions,
      AnswerCache cache,
      JsonAnswers json,
      CursorCodec cursors) {
    this.athletes = athletes;
    this.groups = groups;
    this.partitions = partitions;
    this.cache = cache;
    this.json = json;
    this.cursors = cursors;
  }

  /** A page; with a cursor, of the state that the cursor belongs to. */
  Told page(RankingRequest request, @Nullable CursorParameter cursor) {
    if (cursor == null) {
      return cache.answer(
          request.key("page", null),
          () -> Attempts.run(pin -> page(request, reader(request).page(request, null, pin), pin)),
          evaluated -> confirmed(request, evaluated));
    }
    return cache.answer(
        request.key("page", cursor.text()),
        () ->
            StaleCursor.refused(
                () -> page(request, reader(request).page(request, cursor.cursor(), true), true)),
        evaluated -> Optional.empty());
  }

  /** One member's standing. */
  Told member(RankingRequest request, String id) {
    return cache.answer(
        request.key("member", id),
        () -> Attempts.run(pin -> member(request, reader(request).member(request, id, pin))),
        evaluated -> confirmed(request, evaluated));
  }

  /**
   * Where an athlete stands on all of these boards.
   *
   * @param active the generation that all of them ask
   */
  Told ranks(Generation active, List<RankingRequest> requests, String id) {
    List<AthleteRanks.Rank> ranks = new ArrayList<>();
    Standbys standbys = Standbys.NONE;
    for (RankingRequest request : requests) {
      PeriodDocument period = PeriodDocument.of(request.period(), request.generation().isLocked());
      Standing standing = standing(request, id).orElse(null);
      if (standing == null) {
        continue;
      }
      standbys = standbys.or(standing.snapshots().standbys());
      ranks.add(AthleteRanks.Rank.of(request.board().id(), period, standing));
    }
    return new Told(
        json.of(
            active.source(), new AthleteRanks(id, active.id(), active.rules().version(), ranks)),
        standbys,
        0);
  }

  /** Nothing of a locked season in which nobody may be told where the athlete stands. */
  private Optional<Standing> standing(RankingRequest request, String id) {
    try {
      return Optional.of(Attempts.run(pin -> reader(request).member(request, id, pin)));
    } catch (ProblemException e) {
      if (request.generation().isLocked() && e.type() == ProblemType.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The version that a page has now, or null while partitions cannot answer. */
  @Nullable String version(RankingRequest request) {
    try {
      Snapshots snapshots =
          partitions
              .ask(
                  request.generation().identity(),
                  request.view(),
                  PartitionQuery.version(),
                  null,
                  false)
              .snapshots();
      return request.version(snapshots);
    } catch (RestoringException e) {
      return null;
    }
  }

  /** Those around a member. */
  Told around(RankingRequest request, String id) {
    return cache.answer(
        request.key("around", id),
        () -> Attempts.run(() -> page(request, reader(request).around(request, id), true)),
        evaluated -> confirmed(request, evaluated));
  }

  private BoardReader reader(RankingRequest request) {
    return request.board().of() == BoardSubject.ATHLETES ? athletes : groups;
  }

  /** Asks only for versions, which costs the partitions next to nothing. */
  private Optional<Evaluated> confirmed(RankingRequest request, Evaluated evaluated) {
    GenerationIdentity generation = request.generation().identity();
    PartitionQuery version = PartitionQuery.version();
    Answers now =
        request.partial()
            ? partitions.askThoseThere(generation, request.view(), version, evaluated.pinned())
            : partitions.ask(generation, request.view(), version, null, evaluated.pinned());
    return evaluated.confirmedBy(now.snapshots());
  }

  private Evaluated page(RankingRequest request, Page page, boolean pinned) {
    boolean complete = page.snapshots().isComplete();
    boolean cursors = complete && page.hasCursors();
    if (cursors && !pinned) {
      partitions.ask(
          request.generation().identity(),
          request.view(),
          PartitionQuery.version(),
          page.snapshots(),
          true);
    }
    RankingPage document =
        new RankingPage(
            request.board().id(),
            PeriodDocument.of(request.period(), request.generation().isLocked()),
            request.generation().id(),
            request.generation().rules().version(),
            request.version(page.snapshots()),
            AsOf.of(page.snapshots()),
            complete,
            page.total(),
            page.entries(),
            cursor(request, Direction.AFTER, page.last(), page.snapshots()),
            cursor(request, Direction.BEFORE, page.first(), page.snapshots()));
    return new Evaluated(
        json.of(request.generation().source(), document), page.snapshots(), cursors);
  }

  private Evaluated member(RankingRequest request, Standing standing) {
    MemberPage document =
        new MemberPage(
            request.board().id(),
            PeriodDocument.of(request.period(), request.generation().isLocked()),
            request.generation().id(),
            request.generation().rules().version(),
            request.version(standing.snapshots()),
            AsOf.of(standing.snapshots()),
            standing.snapshots().isComplete(),
            standing.total(),
            standing.entry());
    return new Evaluated(
        json.of(request.generation().source(), document), standing.snapshots(), false);
  }

  private @Nullable String cursor(
      RankingRequest request, Direction direction, @Nullable Spot spot, Snapshots snapshots) {
    if (spot == null || !snapshots.isComplete()) {
      return null;
    }
    return cursors.write(
        new Cursor(
            request.generation().source(),
            request.filters(),
            request.periodParameter().today(),
            request.period().from(),
            direction,
            spot,
            snapshots));
  }
}
