package io.stridelake.streams.season;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.generation.GenerationRunner;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;

/**
 * Copies the season's part of every partition here. The first call of an attempt begins, each says
 * how far it is; an attempt that nobody has asked about for a minute ends.
 */
@Controller("/internal/v1/generations/{id}/seasons/{season}/copies")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CopiesController {
  private final GenerationRunner runner;
  private final SeasonWriter writer;

  /** By attempt. */
  private final Map<String, CopyJob> jobs = new HashMap<>();

  CopiesController(GenerationRunner runner, StreamsConfiguration configuration) {
    this.runner = runner;
    this.writer =
        new SeasonWriter(
            runner.topics(),
            KafkaSettings.clients(configuration),
            runner.inputs().results().serializer());
  }

  @Post
  HttpResponse<?> copy(
      @PathVariable int id, @PathVariable String season, @Body CopyJob.Wanted wanted) {
    ServedGeneration running = runner.find(id).orElse(null);
    return running == null
        ? Problem.notFound("generation " + id + " is not served here")
        : HttpResponse.ok(job(running, season, wanted).status());
  }

  private synchronized CopyJob job(ServedGeneration running, String season, CopyJob.Wanted wanted) {
    jobs.values().removeIf(CopyJob::isForgotten);
    return jobs.computeIfAbsent(
        wanted.lock(), _ -> new CopyJob(running, runner.topics(), writer, season, wanted));
  }

  @PreDestroy
  synchronized void close() {
    jobs.values().forEach(CopyJob::cancel);
  }
}
