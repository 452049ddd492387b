package io.stridelake.query.status;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.stridelake.query.cluster.ClusterMap;
import io.stridelake.query.cluster.ClusterWatch;
import io.stridelake.query.cluster.InstanceClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** {@code /admin/status}: what every service says of itself, for {@code ./stride status}. */
@Controller("/admin/status")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {
  private static final Argument<JsonNode> ANYTHING = Argument.of(JsonNode.class);

  private final ClusterWatch watch;
  private final InstanceClient streams;
  private final IngestStatus ingest;

  StatusController(ClusterWatch watch, InstanceClient streams, IngestStatus ingest) {
    this.watch = watch;
    this.streams = streams;
    this.ingest = ingest;
  }

  /** Says that it produces anything: the route that hands on all of {@code /admin} does so too. */
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<Map<String, Object>> status(HttpRequest<?> request) {
    ClusterMap map = watch.map();
    CompletableFuture<JsonNode> ingestStatus =
        ingest.get(request.getHeaders().getAuthorization().orElse(""));
    Map<String, CompletableFuture<JsonNode>> calls = new LinkedHashMap<>();
    map.instances().forEach(i -> calls.put(i, streams.get(i, "/status", ANYTHING)));
    Map<String, Object> instances = new LinkedHashMap<>();
    calls.forEach((instance, call) -> instances.put(instance, orUnreachable(call)));
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("query", query(map));
    status.put("ingest", orUnreachable(ingestStatus));
    status.put("streams", instances);
    return HttpResponse.<Map<String, Object>>ok(status)
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private static Map<String, Object> query(ClusterMap map) {
    Map<String, Object> query = new LinkedHashMap<>();
    query.put("generation", map.active());
    query.put("partitions", map.partitions());
    query.put("complete", map.isComplete(map.active()));
    return query;
  }

  private static Object orUnreachable(CompletableFuture<JsonNode> call) {
    return call.<Object>thenApply(status -> status)
        .exceptionally(fault -> Map.of("reachable", false))
        .join();
  }
}
