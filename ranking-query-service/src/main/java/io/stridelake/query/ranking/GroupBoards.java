package io.stridelake.query.ranking;

import io.stridelake.query.amount.Amounts;
import io.stridelake.query.cluster.GenerationIdentity;
import io.stridelake.query.cursor.Cursor;
import io.stridelake.query.cursor.Cursor.Direction;
import io.stridelake.query.merge.GroupBoard;
import io.stridelake.query.merge.Ranked;
import io.stridelake.query.merge.Spot;
import io.stridelake.query.partition.Answers;
import io.stridelake.query.partition.Grouping;
import io.stridelake.query.partition.PartitionClient;
import io.stridelake.query.partition.PartitionQuery;
import io.stridelake.query.partition.Snapshots;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.problem.RestoringException;
import io.stridelake.query.vocabulary.Vocabularies;
import io.stridelake.query.vocabulary.Vocabulary;
import io.stridelake.rules.BoardSubject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Boards of departments and of sports: few rows, so all of them are ranked for every page. */
@Singleton
final class GroupBoards implements BoardReader {
  /** All rows of a board and the state they were read from. */
  private record Board(List<Ranked<GroupBoard.Standing>> rows, Snapshots snapshots) {}

  private final PartitionClient partitions;
  private final Vocabularies vocabularies;

  GroupBoards(PartitionClient partitions, Vocabularies vocabularies) {
    this.partitions = partitions;
    this.vocabularies = vocabularies;
  }

  @Override
  public Page page(RankingRequest request, @Nullable Cursor cursor, boolean pin) {
    Board board = read(request, cursor == null ? null : cursor.snapshots(), pin || cursor != null);
    List<Ranked<GroupBoard.Standing>> found = found(request.search(), board.rows());
    int from = 0;
    int to = Math.min(request.limit(), found.size());
    if (cursor != null && cursor.direction() == Direction.AFTER) {
      from = index(cursor, found.size());
      to = Math.min(found.size(), from + request.limit());
    } else if (cursor != null) {
      to = Math.max(0, index(cursor, found.size()) - 1);
      from = Math.max(0, to - request.limit());
    }
    return page(request, found.subList(from, to), found.size(), board.snapshots());
  }

  @Override
  public Standing member(RankingRequest request, String id, boolean pin) {
    Board board = read(request, null, pin);
    Ranked<GroupBoard.Standing> member = find(request, id, board);
    int total = board.rows().size();
    if (member == null) {
      return new Standing(null, total, board.snapshots());
    }
    long below =
        board.rows().stream()
            .filter(row -> row.value().value().compareTo(member.value().value()) < 0)
            .count();
    Entry entry = Entry.ofGroup(request.board().metric(), member);
    return new Standing(
        MemberEntry.of(entry, Amounts.percent(below, total)), total, board.snapshots());
  }

  @Override
  public Page around(RankingRequest request, String id) {
    Board board = read(request, null, true);
    Ranked<GroupBoard.Standing> member = find(request, id, board);
    int total = board.rows().size();
    if (member == null) {
      return page(request, List.of(), total, board.snapshots());
    }
    int at = Math.toIntExact(member.spot().position() - 1);
    Window window = Window.around(request.limit() - 1, at, total - at - 1);
    return page(
        request,
        board.rows().subList(at - window.before(), at + window.after() + 1),
        total,
        board.snapshots());
  }

  private Board read(RankingRequest request, @Nullable Snapshots snapshots, boolean pin) {
    boolean departments = request.board().of() == BoardSubject.DEPARTMENTS;
    PartitionQuery query =
        departments
            ? PartitionQuery.groups(Grouping.DEPARTMENTS, true)
            : PartitionQuery.groups(Grouping.SPORTS, false);
    GenerationIdentity generation = request.generation().identity();
    Answers answers =
        request.partial() && snapshots == null
            ? partitions.askThoseThere(generation, request.view(), query, pin)
            : partitions.ask(generation, request.view(), query, snapshots, pin);
    return new Board(
        GroupBoard.rank(request.board(), GroupBoard.sums(answers.groups())), answers.snapshots());
  }

  private @Nullable Ranked<GroupBoard.Standing> find(
      RankingRequest request, String id, Board board) {
    for (Ranked<GroupBoard.Standing> row : board.rows()) {
      if (row.value().group().id().equals(id)) {
        return row;
      }
    }
    if (!board.snapshots().isComplete()) {
      throw new RestoringException("partitions that may know the member have no answer");
    }
    Vocabulary names = vocabularies.present(request.generation().identity());
    boolean departments = request.board().of() == BoardSubject.DEPARTMENTS;
    if (!(departments ? names.departments() : names.sports()).contains(id)) {
      throw ProblemException.of(ProblemType.NOT_FOUND, "there is no such member");
    }
    return null;
  }

  private static List<Ranked<GroupBoard.Standing>> found(
      @Nullable String search, List<Ranked<GroupBoard.Standing>> rows) {
    if (search == null) {
      return rows;
    }
    String part = search.toLowerCase(Locale.ROOT);
    List<Ranked<GroupBoard.Standing>> found = new ArrayList<>();
    for (Ranked<GroupBoard.Standing> row : rows) {
      if (row.value().group().id().toLowerCase(Locale.ROOT).contains(part)) {
        Spot spot = row.spot();
        found.add(
            new Ranked<>(
                new Spot(spot.rank(), spot.position(), found.size() + 1L, spot.place()),
                row.value()));
      }
    }
    return found;
  }

  private static int index(Cursor cursor, int size) {
    return (int) Math.min(cursor.spot().index(), size);
  }

  private static Page page(
      RankingRequest request,
      List<Ranked<GroupBoard.Standing>> rows,
      long total,
      Snapshots snapshots) {
    return Page.of(
        rows, total, snapshots, ranked -> Entry.ofGroup(request.board().metric(), ranked));
  }
}
