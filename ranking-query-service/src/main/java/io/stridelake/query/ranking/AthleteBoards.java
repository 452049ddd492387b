package io.stridelake.query.ranking;

import io.stridelake.athlete.AthleteId;
import io.stridelake.query.amount.Amounts;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.cursor.Cursor;
import io.stridelake.query.cursor.Cursor.Direction;
import io.stridelake.query.merge.Merge;
import io.stridelake.query.merge.Ranked;
import io.stridelake.query.merge.Ranks;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.Place;
import io.stridelake.query.partition.Row;
import io.stridelake.query.partition.Snapshots;
import io.stridelake.query.partition.Surroundings;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.problem.RestoringException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boards of athletes: merged from the partitions' rows, ranks from counts over all of them. */
@Singleton
final class AthleteBoards implements BoardReader {
  private static final String MISSING = "the partition that may know the member has no answer";

  private final PartitionClient partitions;
  private final Placing placing;

  AthleteBoards(PartitionClient partitions, Placing placing) {
    this.partitions = partitions;
    this.placing = placing;
  }

  @Override
  public Page page(RankingRequest request, @Nullable Cursor cursor, boolean pin) {
    boolean back = cursor != null && cursor.direction() == Direction.BEFORE;
    Answers answers = rows(request, cursor, back, pin);
    List<Row> rows =
        back
            ? Merge.last(answers.rows(), request.limit())
            : Merge.first(answers.rows(), request.limit());
    Spot spot = cursor == null ? null : cursor.spot();
    return page(request, ranked(request, spot, back, rows, answers.snapshots()), answers);
  }

  @Override
  public Standing member(RankingRequest request, String id, boolean pin) {
    Answers answers = find(request, id, 0, pin);
    Row row = answers.row();
    if (row == null) {
      return new Standing(null, answers.total(), answers.snapshots());
    }
    Surroundings surroundings = surroundings(request, row, 0, answers);
    long position = 1 + surroundings.ahead();
    Spot spot = new Spot(1 + surroundings.above(), position, position, Ranks.place(row));
    Entry entry = Entry.ofAthlete(request.board().metric(), new Ranked<>(spot, row));
    long below = answers.total() - surroundings.atLeast();
    return new Standing(
        MemberEntry.of(entry, Amounts.percent(below, answers.total())),
        answers.total(),
        answers.snapshots());
  }

  @Override
  public Page around(RankingRequest request, String id) {
    int others = request.limit() - 1;
    Answers answers = find(request, id, others, true);
    Row row = answers.row();
    if (row == null) {
      return page(request, List.of(), answers);
    }
    Surroundings surroundings = surroundings(request, row, others, answers);
    List<Row> before = Merge.last(surroundings.before(), others);
    List<Row> after = Merge.first(surroundings.after(), others);
    Window window = Window.around(others, before.size(), after.size());
    List<Row> rows =
        new ArrayList<>(before.subList(before.size() - window.before(), before.size()));
    rows.add(row);
    rows.addAll(after.subList(0, window.after()));
    long above = window.before() == 0 ? surroundings.above() : surroundings.above(rows.getFirst());
    long position = 1 + surroundings.ahead() - window.before();
    return page(request, Ranks.from(1 + above, position, rows), answers);
  }

  private Answers rows(RankingRequest request, @Nullable Cursor cursor, boolean back, boolean pin) {
    Place place = cursor == null ? null : cursor.spot().place();
    PartitionQuery query =
        back && place != null
            ? PartitionQuery.before(place, request.limit(), request.search())
            : PartitionQuery.after(place, request.limit(), request.search());
    return ask(request, query, cursor == null ? null : cursor.snapshots(), pin || cursor != null);
  }

  private List<Ranked<Row>> ranked(
      RankingRequest request,
      @Nullable Spot spot,
      boolean back,
      List<Row> rows,
      Snapshots snapshots) {
    if (request.search() != null) {
      long former = spot == null ? 0 : back ? spot.index() - rows.size() - 1 : spot.index();
      return placing.found(request, rows, former, snapshots);
    }
    if (spot == null || !back) {
      return Ranks.after(spot, rows);
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    long position = spot.position() - rows.size();
    return Ranks.from(placing.rank(request, rows.getFirst(), position, snapshots), position, rows);
  }

  private Answers find(RankingRequest request, String id, int limit, boolean pin) {
    if (!AthleteId.isValid(id)) {
      throw unknown();
    }
    Answers answers = ask(request, PartitionQuery.standing(id, null, limit), null, pin);
    if (!answers.known()) {
      throw answers.isComplete() ? unknown() : new RestoringException(MISSING);
    }
    return answers;
  }

  /** Instances that do not have the athlete could not tell what surrounds the place: ask again. */
  private Surroundings surroundings(RankingRequest request, Row row, int limit, Answers found) {
    return found
        .surroundings()
        .or(
            () ->
                ask(
                        request,
                        PartitionQuery.standing(row.id(), Ranks.place(row), limit),
                        found.snapshots(),
                        false)
                    .surroundings())
        .orElseThrow(() -> new IllegalStateException("no answer about " + Ranks.place(row)));
  }

  private static ProblemException unknown() {
    return ProblemException.of(ProblemType.NOT_FOUND, "there is no such member");
  }

  private Answers ask(
      RankingRequest request, PartitionQuery query, @Nullable Snapshots snapshots, boolean pin) {
    GenerationIdentity generation = request.generation().identity();
    return request.partial() && snapshots == null
        ? partitions.askThoseThere(generation, request.view(), query, pin)
        : partitions.ask(generation, request.view(), query, snapshots, pin);
  }

  private static Page page(RankingRequest request, List<Ranked<Row>> rows, Answers answers) {
    long total = request.search() == null ? answers.total() : answers.matching();
    return Page.of(
        rows,
        total,
        answers.snapshots(),
        ranked -> Entry.ofAthlete(request.board().metric(), ranked));
  }
}
