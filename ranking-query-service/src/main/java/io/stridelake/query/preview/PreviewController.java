package io.stridelake.query.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.cluster.ClusterInfo.GenerationInfo;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cursor.Seal;
import io.stridelake.query.document.PeriodDocument;
import io.stridelake.query.parameter.Parameters;
import io.stridelake.query.parameter.PeriodParameter;
import io.stridelake.query.parameter.Today;
import io.stridelake.query.preview.Previews.Preview;
import io.stridelake.query.preview.Previews.Subject;
import io.stridelake.query.problem.ProblemException;
import io.stridelake.query.problem.ProblemType;
import io.stridelake.query.ruleset.Generation;
import io.stridelake.query.ruleset.Generations;
import io.stridelake.rules.Board;
import io.stridelake.rules.BoardSubject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /admin/generations/{n}/preview}: who moves if it is promoted. */
@Controller("/admin/generations/{id}/preview")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PreviewController {
  private static final int MAX_ROWS = 100;
  private static final int DEFAULT_ROWS = 20;
  private static final int MAX_TEXT = 200;
  private static final Duration REFRESH = Duration.ofSeconds(2);
  private static final Pattern CURSOR = Pattern.compile("preview ([0-9a-f-]{36}) ([0-9]{1,9})");

  private final Generations generations;
  private final ClusterWatch watch;
  private final Previews previews;
  private final Causes causes;
  private final Today today;
  private final Seal seal;

  PreviewController(
      Generations generations,
      ClusterWatch watch,
      Previews previews,
      Causes causes,
      Today today,
      Seal seal) {
    this.generations = generations;
    this.watch = watch;
    this.previews = previews;
    this.causes = causes;
    this.today = today;
    this.seal = seal;
  }

  /** Where a page begins. */
  private record Start(UUID preview, int offset) {}

  /** Says that it produces anything: the route that hands on all of {@code /admin} does so too. */
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<PreviewDocument> preview(HttpRequest<?> request, @PathVariable int id) {
    Parameters parameters = new Parameters(request);
    Subject subject = subject(parameters, id);
    int limit = parameters.number("limit", 1, MAX_ROWS, DEFAULT_ROWS);
    String cursor = parameters.text("cursor", MAX_TEXT);
    Start start = cursor == null ? null : start(cursor);
    Preview preview = start == null ? previews.compare(subject) : kept(start, subject);
    int from = start == null ? 0 : Math.min(start.offset(), preview.movements().size());
    int to = Math.min(from + limit, preview.movements().size());
    return HttpResponse.ok(document(preview, from, to))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store");
  }

  private PreviewDocument document(Preview preview, int from, int to) {
    Subject subject = preview.subject();
    boolean athletes =
        boardOf(subject.to(), subject.from(), subject.board()).of() == BoardSubject.ATHLETES;
    List<PreviewDocument.Row> rows =
        preview.movements().subList(from, to).stream()
            .map(
                movement ->
                    PreviewDocument.Row.of(
                        movement,
                        athletes
                            ? causes.of(
                                movement.member().id(),
                                subject.from(),
                                subject.to(),
                                subject.period())
                            : List.of()))
            .toList();
    return new PreviewDocument(
        subject.from().id(),
        subject.to().id(),
        subject.from().rules().version(),
        subject.to().rules().version(),
        subject.board(),
        PeriodDocument.of(subject.period(), false),
        preview.summary(),
        rows,
        to < preview.movements().size() ? cursor(new Start(preview.id(), to)) : null);
  }

  private Subject subject(Parameters parameters, int id) {
    Generation to = generation(id);
    int against = parameters.number("against", 1, Integer.MAX_VALUE, otherThan(id));
    Generation from = generation(against);
    String wanted = parameters.text("board", MAX_TEXT);
    String boardId = wanted == null ? firstBoard(to) : wanted;
    Board board = boardOf(to, from, boardId);
    Generation rules = to.rules().board(boardId).isPresent() ? to : from;
    PeriodParameter period =
        PeriodParameter.read(parameters, rules.rules(), board, today.day(rules.rules()));
    return new Subject(from, to, boardId, period.period());
  }

  private Generation generation(int id) {
    Generation generation =
        generations
            .find(id)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ProblemType.NOT_FOUND, "there is no generation " + id + " that is kept"));
    // It may have become complete since it was asked last.
    if (!isComplete(watch.map(), id) && !isComplete(watch.refresh(REFRESH), id)) {
      throw ProblemException.of(
          ProblemType.CONFLICT, "generation " + id + " is not derived completely yet");
    }
    return generation;
  }

  private static boolean isComplete(ClusterMap map, int id) {
    return map.generation(id).map(GenerationInfo::complete).orElse(false);
  }

  /** The active one; for the active one the newest of the others. */
  private int otherThan(int id) {
    ClusterMap map = watch.map();
    return map.active() != id
        ? map.active()
        : map.generations().keySet().stream()
            .filter(other -> other != id)
            .max(Comparator.naturalOrder())
            .orElse(id);
  }

  private static String firstBoard(Generation generation) {
    List<Board> boards = generation.rules().boards();
    return boards.stream()
        .filter(board -> board.of() == BoardSubject.ATHLETES)
        .findFirst()
        .orElse(boards.getFirst())
        .id();
  }

  private static Board boardOf(Generation to, Generation from, String id) {
    return to.rules()
        .board(id)
        .or(() -> from.rules().board(id))
        .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "there is no such board"));
  }

  private Preview kept(Start start, Subject subject) {
    Preview preview =
        previews
            .find(start.preview())
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ProblemType.STALE_CURSOR, "the comparison is no longer kept: ask anew"));
    if (!preview.subject().isSame(subject)) {
      throw badCursor();
    }
    return preview;
  }

  private Start start(String cursor) {
    byte[] content = seal.open(cursor).orElseThrow(PreviewController::badCursor);
    Matcher parts = CURSOR.matcher(new String(content, UTF_8));
    if (!parts.matches()) {
      throw badCursor();
    }
    return new Start(UUID.fromString(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  private String cursor(Start start) {
    return seal.close(("preview " + start.preview() + " " + start.offset()).getBytes(UTF_8));
  }

  private static ProblemException badCursor() {
    return ProblemException.parameter("cursor", "'next' of a page of the same preview");
  }
}
