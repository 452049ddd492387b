package io.stridelake.query.preview;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.document.PeriodDocument;
import io.stridelake.query.preview.PreviewParameters.Start;
import io.stridelake.query.preview.Previews.Preview;
import io.stridelake.query.preview.Subject.Asked;
import io.stridelake.query.preview.Subject.Side;
import java.util.List;

/** {@code /admin/generations/{n}/preview}: who moves if it is promoted. */
@Controller("/admin/generations/{id}/preview")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PreviewController {
  private final PreviewParameters parameters;
  private final Previews previews;
  private final Causes causes;

  PreviewController(PreviewParameters parameters, Previews previews, Causes causes) {
    this.parameters = parameters;
    this.previews = previews;
    this.causes = causes;
  }

  /** Says that it produces anything: the route that hands on all of {@code /admin} does so too. */
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<PreviewDocument> preview(HttpRequest<?> request, @PathVariable int id) {
    Asked asked = parameters.asked(request, id);
    int limit = parameters.limit(request);
    Start start = parameters.start(request).orElse(null);
    Preview preview =
        start == null
            ? previews.compare(parameters.subject(request, asked))
            : previews.kept(start.preview(), asked);
    int size = preview.movements().size();
    int from = start == null ? 0 : Math.min(start.offset(), size);
    return HttpResponse.ok(document(preview, from, Math.min(from + limit, size)))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store");
  }

  private PreviewDocument document(Preview preview, int from, int to) {
    Subject subject = preview.subject();
    List<PreviewDocument.Row> rows =
        preview.movements().subList(from, to).stream()
            .map(
                movement ->
                    PreviewDocument.Row.of(
                        movement,
                        subject.hasCauses()
                            ? causes.of(movement.member().id(), subject)
                            : List.of()))
            .toList();
    Side shown = subject.to().board() == null ? subject.from() : subject.to();
    return new PreviewDocument(
        subject.from().generation().id(),
        subject.to().generation().id(),
        subject.from().generation().rules().version(),
        subject.to().generation().rules().version(),
        subject.board(),
        PeriodDocument.of(shown.period(), shown.generation().isLocked()),
        PreviewDocument.Choice.of(
            subject.from().generation().rules(), subject.to().generation().rules()),
        preview.summary(),
        rows,
        to < preview.movements().size() ? parameters.cursor(new Start(preview.id(), to)) : null);
  }
}
