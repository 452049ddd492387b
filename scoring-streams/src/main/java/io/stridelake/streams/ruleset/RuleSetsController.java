package io.stridelake.streams.ruleset;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.stridelake.generation.Generation;
import io.stridelake.generation.RuleSetDocument;
import io.stridelake.generation.RuleSetLibrary;
import io.stridelake.rules.RuleSetReading;
import io.stridelake.rules.RuleSets;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.Problem;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.generation.GenerationRunner;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks, stores and shows rule sets. A body is a document, whatever its media type says. */
@Controller(RuleSetsController.PATH)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RuleSetsController {
  static final String PATH = "/admin/rule-sets";

  private static final Logger log = LoggerFactory.getLogger(RuleSetsController.class);
  private static final String YAML = "application/yaml";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final GenerationRunner runner;
  private final RuleSetLibrary library;

  RuleSetsController(GenerationRunner runner, StreamsConfiguration configuration) {
    this.runner = runner;
    this.library =
        new RuleSetLibrary(runner.topics(), KafkaSettings.clients(configuration), PATIENCE);
  }

  /** Which rule set the document is. */
  @Serdeable
  record Version(String version) {}

  @Get
  HttpResponse<?> list() {
    String active = runner.state().active().map(Generation::ruleSet).orElse("");
    return HttpResponse.ok(KnownRuleSets.of(active, library.all()))
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  @Get("/{version}")
  HttpResponse<?> document(@PathVariable String version) {
    Optional<byte[]> document = library.document(version);
    return document.isPresent()
        ? HttpResponse.ok(document.get()).contentType(YAML)
        : Problem.notFound("no rule set of this version was ever stored");
  }

  @Post
  HttpResponse<?> store(@Nullable @Body InputStream body) throws IOException {
    return answer(body, this::added);
  }

  @Post("/check")
  HttpResponse<?> check(@Nullable @Body InputStream body) throws IOException {
    return answer(body, document -> known(document.version()));
  }

  @Error(exception = KafkaException.class)
  HttpResponse<?> unavailable(KafkaException failure) {
    log.atWarn().setCause(failure).log("Rule sets cannot be reached");
    return Problem.kafkaUnavailable("Kafka did not answer in time; asking again does no harm");
  }

  /** Beyond the server's own limit nothing drops the rest, so the connection cannot go on. */
  @Error(exception = IOException.class)
  HttpResponse<?> unreadable(IOException failure) throws IOException {
    if (failure.getCause() instanceof ContentLengthExceededException) {
      return tooLarge().header(HttpHeaders.CONNECTION, "close");
    }
    throw failure;
  }

  private HttpResponse<?> added(RuleSetDocument document) {
    String version = document.version();
    return switch (library.add(document)) {
      case STORED -> {
        log.atInfo().addKeyValue("ruleSet", version).log("Rule set stored");
        yield HttpResponse.created(new Version(version), URI.create(PATH + "/" + version))
            .contentType(MediaType.APPLICATION_JSON_TYPE);
      }
      case KNOWN -> known(version);
      case TAKEN ->
          Problem.conflict(
              "version %s is stored already with other bytes (expected a new version)"
                  .formatted(version));
    };
  }

  private static HttpResponse<?> known(String version) {
    return HttpResponse.ok(new Version(version)).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private static HttpResponse<?> answer(
      @Nullable InputStream body, Function<RuleSetDocument, HttpResponse<?>> right)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : atMost(body);
    if (bytes.length > RuleSets.MAX_BYTES) {
      return tooLarge();
    }
    return switch (RuleSets.read(bytes)) {
      case RuleSetReading.Accepted accepted ->
          right.apply(new RuleSetDocument(accepted.ruleSet(), bytes, "body"));
      case RuleSetReading.Refused refused -> Problem.ruleSetInvalid(refused.mistakes());
    };
  }

  private static MutableHttpResponse<Problem> tooLarge() {
    return Problem.tooLarge("a rule set has at most " + RuleSets.MAX_BYTES + " bytes");
  }

  /** The document, or a longer beginning of what cannot be one. */
  private static byte[] atMost(InputStream body) throws IOException {
    // Closing drops the rest, or the connection would wait for somebody to read it.
    try (body) {
      return body.readNBytes(RuleSets.MAX_BYTES + 1);
    }
  }
}
