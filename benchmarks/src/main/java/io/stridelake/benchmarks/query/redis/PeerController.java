package io.stridelake.benchmarks.query.redis;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.query.answer.Answer;
import io.stridelake.query.answer.Conditional;
import java.io.IOException;

/** Members and those around them. */
@Controller("/api/v1/rankings/{board}/members/{id}")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PeerController {
  private final SortedSets boards;
  private final ObjectMapper json;

  PeerController(SortedSets boards, ObjectMapper json) {
    this.boards = boards;
    this.json = json;
  }

  @Get
  HttpResponse<byte[]> member(HttpRequest<?> request, String board, String id) throws IOException {
    return answer(request, boards.member(board, id));
  }

  @Get("/around")
  HttpResponse<byte[]> around(HttpRequest<?> request, String board, String id, @QueryValue int size)
      throws IOException {
    return answer(request, boards.around(board, id, size));
  }

  private HttpResponse<byte[]> answer(HttpRequest<?> request, Object document) throws IOException {
    return Conditional.respond(
        request,
        Answer.file(json.writeValueAsBytes(document), "application/json"),
        Conditional.REVALIDATE);
  }
}
