package io.stridelake.streams.mark;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.mark.PassedMarks;
import io.stridelake.ranking.mark.PassedMarksQuery;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.generation.GenerationRunner;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which marks the partitions of this instance have passed. */
@Controller("/internal/v1/generations/{id}/marks")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MarksController {
  private static final Logger log = LoggerFactory.getLogger(MarksController.class);

  private final GenerationRunner runner;

  MarksController(GenerationRunner runner) {
    this.runner = runner;
  }

  /**
   * The newest marks that a partition has passed.
   *
   * @param lake offset in the lake, or -1 before the first
   * @param roster offset in the roster, or -1
   */
  @Serdeable
  record Passed(int partition, long lake, long roster) {}

  /** Of the partitions whose active task runs here. */
  @Serdeable
  record All(List<Passed> partitions) {}

  @Get
  HttpResponse<?> passed(@PathVariable int id) {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null) {
      return Problem.notFound("generation " + id + " is not served here");
    }
    List<Passed> passed = new ArrayList<>();
    try {
      running
          .ranking()
          .streams()
          .query(
              StateQueryRequest.inStore(RankingTopology.STORE)
                  .withQuery(new PassedMarksQuery())
                  .requireActive())
          .getPartitionResults()
          .forEach((partition, result) -> add(partition, result, passed));
    } catch (InvalidStateStoreException e) {
      log.atDebug().addKeyValue("generation", id).setCause(e).log("Marks cannot be read now");
    }
    return HttpResponse.ok(new All(passed));
  }

  private static void add(int partition, QueryResult<PassedMarks> result, List<Passed> passed) {
    if (result.isSuccess()) {
      PassedMarks marks = result.getResult();
      passed.add(new Passed(partition, marks.lake(), marks.roster()));
    }
  }
}
