package io.stridelake.streams;

import io.micronaut.context.annotation.Context;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.catalogue.CatalogueTopology;
import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.RuleSetLibrary;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.rules.RuleSet;
import io.stridelake.rules.RuleSets;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.topics.TopicCatalogue;
import io.stridelake.topics.TopicProvisioner;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which generation is to be served and runs its two apps for as long as the service lives.
 *
 * <p>The control log is read to its end before anything starts. On a new installation the first
 * instance founds generation 1; of several that try, the log's order decides.
 */
@Context
public final class GenerationRunner {
  private static final Logger log = LoggerFactory.getLogger(GenerationRunner.class);

  private final StreamsConfiguration configuration;
  private final TopicCatalogue topics;
  private final ServedGeneration served;

  /** Starts the apps; they go on starting in the background. */
  public GenerationRunner(StreamsConfiguration configuration, ObjectMapper json) {
    this.configuration = configuration;
    this.topics = TopicCatalogue.fromEnvironment(System.getenv());
    Map<String, Object> kafka = KafkaSettings.clients(configuration);
    try (Admin admin = Admin.create(kafka)) {
      new TopicProvisioner(admin).ensure(topics, topics.all(1));
    }
    RuleSetLibrary library = new RuleSetLibrary(topics, kafka);
    Generation generation =
        generation(library, new ControlLog(topics, kafka, json), configuration.rulesFile());
    byte[] document =
        library
            .document(generation.ruleSet())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "rule set %s of generation %d is not stored"
                            .formatted(generation.ruleSet(), generation.id())));
    this.served = run(generation, document);
  }

  /** The generation that this instance works on. */
  public ServedGeneration served() {
    return served;
  }

  /** The installation's topics. */
  public TopicCatalogue topics() {
    return topics;
  }

  @PreDestroy
  void close() {
    CompletableFuture<Void> catalogue =
        CompletableFuture.runAsync(served.catalogue()::close, Thread::startVirtualThread);
    served.ranking().close();
    catalogue.join();
  }

  private static Generation generation(
      RuleSetLibrary library, ControlLog control, @Nullable Path rules) {
    byte[] document = rules == null ? RuleSets.defaultRuleSet() : read(rules);
    RuleSet ruleSet = library.store(document, rules == null ? "default rules" : rules.toString());
    ControlState state = control.state();
    if (state.active() == null) {
      state = control.append(new ControlCommand.Found(state.epoch(), ruleSet.version()));
    }
    return state.served().orElseThrow();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("rule set " + file + " cannot be read", e);
    }
  }

  private ServedGeneration run(Generation generation, byte[] document) {
    RuleSet ruleSet = RuleSetLibrary.accepted(document, "rule set " + generation.ruleSet());
    Serde<CatalogueEntryValue> entries = serde(CatalogueEntryValue.class);
    Serde<AthleteValue> athletes = serde(AthleteValue.class);
    String catalogueId = "stridelake.catalogue.c" + generation.catalogue();
    String rankingId = "stridelake.ranking.g" + generation.id();
    StreamsApp catalogue =
        new StreamsApp(
            catalogueId,
            CatalogueTopology.of(topics, generation.catalogue(), entries),
            KafkaSettings.app(configuration, topics, catalogueId));
    StreamsApp ranking =
        new StreamsApp(
            rankingId,
            RankingTopology.of(
                topics,
                generation.catalogue(),
                ruleSet,
                new RankingTopology.Inputs(entries, athletes),
                LeaderboardLimits.DEFAULT),
            KafkaSettings.app(configuration, topics, rankingId));
    catalogue.start();
    ranking.start();
    log.atInfo()
        .addKeyValue("generation", generation.id())
        .addKeyValue("ruleSet", generation.ruleSet())
        .log("Generation starts");
    return new ServedGeneration(generation, ruleSet, document, catalogue, ranking);
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return AvroSerdes.valueSerde(type, KafkaSettings.serdes(configuration));
  }
}
