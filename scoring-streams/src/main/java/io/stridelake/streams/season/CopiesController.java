package io.stridelake.streams.season;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.season.SeasonQuery;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.generation.GenerationRunner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies the season's part of every partition here. */
@Controller("/internal/v1/generations/{id}/seasons/{season}/copies")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CopiesController {
  private static final Logger log = LoggerFactory.getLogger(CopiesController.class);

  private final GenerationRunner runner;
  private final SeasonWriter writer;

  CopiesController(GenerationRunner runner, StreamsConfiguration configuration) {
    this.runner = runner;
    this.writer =
        new SeasonWriter(
            runner.topics(),
            KafkaSettings.clients(configuration),
            runner.inputs().results().serializer());
  }

  /**
   * What shall be copied.
   *
   * @param lock the attempt's id
   * @param from the first day
   * @param to the last day
   */
  @Serdeable
  record Wanted(String lock, LocalDate from, LocalDate to) {}

  /**
   * What was copied of one partition.
   *
   * @param athletes how many
   * @param offsets by input topic, up to where
   */
  @Serdeable
  record Copied(int partition, int athletes, Map<String, Long> offsets) {}

  /** Of all partitions here. */
  @Serdeable
  record All(List<Copied> copies) {}

  @Post
  HttpResponse<?> copy(@PathVariable int id, @PathVariable String season, @Body Wanted wanted) {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null) {
      return Problem.notFound("generation " + id + " is not served here");
    }
    List<Copied> copies = new ArrayList<>();
    for (int partition : IntStream.range(0, runner.topics().partitions()).toArray()) {
      SeasonQuery.Standings question = new SeasonQuery.Standings(wanted.from(), wanted.to());
      standings(running, question, partition)
          .ifPresent(
              copy -> {
                writer.write(season, wanted.lock(), partition, copy.athletes());
                copies.add(new Copied(partition, copy.athletes().size(), copy.offsets()));
              });
    }
    return HttpResponse.ok(new All(copies));
  }

  /** Of the partition, if its active task runs here; others miss it then. */
  private static Optional<SeasonQuery.Copy> standings(
      ServedGeneration running, SeasonQuery.Standings question, int partition) {
    try {
      QueryResult<SeasonQuery.Copy> result =
          running
              .ranking()
              .streams()
              .query(
                  StateQueryRequest.inStore(RankingTopology.STORE)
                      .withQuery(question)
                      .withPartitions(Set.of(partition))
                      .requireActive())
              .getPartitionResults()
              .get(partition);
      return result == null || result.isFailure()
          ? Optional.empty()
          : Optional.of(result.getResult());
    } catch (InvalidStateStoreException e) {
      log.atWarn().addKeyValue("partition", partition).setCause(e).log("Season cannot be copied");
      return Optional.empty();
    }
  }

  @io.micronaut.http.annotation.Error(exception = KafkaException.class)
  HttpResponse<?> unavailable(KafkaException failure) {
    log.atWarn().setCause(failure).log("Season results cannot be written");
    return Problem.kafkaUnavailable("Kafka did not take the standings in time");
  }
}
