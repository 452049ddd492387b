package io.stridelake.streams.verification;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.athlete.AthleteId;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.activity.ActivityQuery;
import io.stridelake.ranking.activity.KeptActivity;
import io.stridelake.ranking.checksum.Checksum;
import io.stridelake.ranking.checksum.MarkChecksums;
import io.stridelake.ranking.mark.MarkPosition;
import io.stridelake.ranking.mark.MarkedInput;
import io.stridelake.ranking.row.ActivityRow;
import io.stridelake.streams.Problem;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.generation.GenerationRunner;
import io.stridelake.streams.mark.Marks;
import io.stridelake.topics.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;

/** Tells other instances what the partitions here add up to. */
@Controller("/internal/v1/generations/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChecksumsController {
  private final GenerationRunner runner;

  ChecksumsController(GenerationRunner runner) {
    this.runner = runner;
  }

  /**
   * What rows added up to at a mark.
   *
   * @param checksum 64 hexadecimal digits
   */
  @Serdeable
  record Sum(MarkedInput input, int partition, String checksum) {}

  /**
   * Those that are known here.
   *
   * @param rowsRead how many rows were read here so far, which tells whether adding up goes on
   */
  @Serdeable
  record Sums(List<Sum> sums, long rowsRead) {}

  /** A partition of an input. */
  @Serdeable
  record Partition(MarkedInput input, int partition) {}

  /**
   * What a whole generation came to.
   *
   * @param checksum 64 hexadecimal digits
   * @param at the marks, everything before which is in it
   */
  @Serdeable
  record Known(String checksum, Marks at) {}

  /** Texts by athlete or activity. */
  @Serdeable
  record Texts(SortedMap<String, String> texts) {}

  /** The sums at marks, as far as they lie here and are known; the others are waited for. */
  @Post("/checksums")
  HttpResponse<?> sums(@PathVariable int id, @Body Marks marks) {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null) {
      return unknown(id);
    }
    MarkChecksums checksums = running.observers().checksums();
    List<Sum> sums = new ArrayList<>();
    for (MarkPosition mark : marks.positions()) {
      checksums.expect(mark);
      checksums
          .total(mark)
          .ifPresent(total -> sums.add(new Sum(mark.input(), mark.partition(), total.toString())));
    }
    return HttpResponse.ok(new Sums(sums, checksums.rowsRead()));
  }

  /** Has sums of athletes kept at the next mark of a partition. */
  @Post("/checksums/details")
  HttpResponse<?> expectDetails(@PathVariable int id, @Body Partition partition) {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null) {
      return unknown(id);
    }
    running.observers().checksums().expectDetails(partition.input(), partition.partition());
    return HttpResponse.ok(partition);
  }

  /** Remembers what the generation came to, so that any instance can tell it. */
  @Post("/checksums/known")
  HttpResponse<?> know(@PathVariable int id, @Body Known known) {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null) {
      return unknown(id);
    }
    running
        .observers()
        .checksums()
        .know(new MarkChecksums.Known(Checksum.parse(known.checksum()), known.at().positions()));
    return HttpResponse.ok(known);
  }

  /** The sums of each athlete at a mark. */
  @Get("/checksums/{input}/{partition}/{offset}")
  HttpResponse<?> byAthlete(
      @PathVariable int id,
      @PathVariable MarkedInput input,
      @PathVariable int partition,
      @PathVariable long offset) {
    MarkPosition mark = new MarkPosition(input, partition, offset);
    return runner
        .find(id)
        .flatMap(running -> running.observers().checksums().byAthlete(mark))
        .<HttpResponse<?>>map(
            sums -> {
              TreeMap<String, String> texts = new TreeMap<>();
              sums.forEach((athlete, sum) -> texts.put(athlete, sum.toString()));
              return HttpResponse.ok(new Texts(texts));
            })
        .orElseGet(() -> Problem.notFound("nothing is known of that mark here"));
  }

  /** What each activity of an athlete adds now, in words. */
  @Get("/athletes/{athlete}/contributions")
  HttpResponse<?> contributions(@PathVariable int id, @PathVariable String athlete) {
    ServedGeneration running = runner.find(id).orElse(null);
    if (running == null || !AthleteId.isValid(athlete)) {
      return unknown(id);
    }
    AthleteId who = new AthleteId(athlete);
    int partition = Partitions.ofAthlete(who, runner.topics().partitions());
    QueryResult<List<KeptActivity>> result;
    try {
      result =
          running
              .ranking()
              .streams()
              .query(
                  StateQueryRequest.inStore(RankingTopology.STORE)
                      .withQuery(new ActivityQuery.OfAthlete(who))
                      .withPartitions(Set.of(partition))
                      .requireActive())
              .getPartitionResults()
              .get(partition);
    } catch (InvalidStateStoreException e) {
      return Problem.restoring("partition " + partition + " cannot be read now");
    }
    if (result == null || result.isFailure()) {
      return Problem.notFound("partition " + partition + " is not here");
    }
    TreeMap<String, String> texts = new TreeMap<>();
    for (KeptActivity kept : result.getResult()) {
      if (kept.row() instanceof ActivityRow.Known known) {
        texts.put(Words.of(kept.key()), Words.of(known.contribution()));
      }
    }
    return HttpResponse.ok(new Texts(texts));
  }

  private static HttpResponse<?> unknown(int id) {
    return Problem.notFound("generation " + id + " is not served here");
  }
}
