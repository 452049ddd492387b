package io.stridelake.streams;

import io.micronaut.context.annotation.Context;
import io.micronaut.serde.ObjectMapper;
import io.stridelake.avro.AvroSerdes;
import io.stridelake.catalogue.CatalogueTopology;
import io.stridelake.generation.ControlCommand;
import io.stridelake.generation.ControlLog;
import io.stridelake.generation.ControlState;
import io.stridelake.generation.Generation;
import io.stridelake.generation.RuleSetDocument;
import io.stridelake.generation.RuleSetLibrary;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.ChangeCounter;
import io.stridelake.ranking.leaderboard.ChangelogProgress;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
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
import org.apache.kafka.common.errors.TimeoutException;
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
    // What is set up wrongly is told before Kafka is waited for.
    RuleSetDocument own = own(configuration.rulesFile());
    RankingTopology.Inputs inputs =
        new RankingTopology.Inputs(serde(CatalogueEntryValue.class), serde(AthleteValue.class));
    ensureTopics(kafka);
    RuleSetLibrary library = new RuleSetLibrary(topics, kafka);
    library.store(own);
    Generation generation = generation(new ControlLog(topics, kafka, json), own);
    this.served = run(generation, rules(library, generation, own), inputs);
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

  /** Kafka being away is waited for, as the apps wait for it later. */
  private void ensureTopics(Map<String, Object> kafka) {
    boolean ensured = false;
    while (!ensured) {
      try (Admin admin = Admin.create(kafka)) {
        new TopicProvisioner(admin).ensure(topics, topics.all(1));
        ensured = true;
      } catch (TimeoutException e) {
        log.atWarn()
            .addKeyValue("bootstrap", configuration.kafkaBootstrap())
            .setCause(e)
            .log("Kafka does not answer, asking again");
      }
    }
  }

  private static RuleSetDocument own(@Nullable Path rules) {
    return rules == null
        ? RuleSetDocument.of(RuleSets.defaultRuleSet(), "default rules")
        : RuleSetDocument.of(read(rules), rules.toString());
  }

  /** The active generation; founded first if there is none whose rows this version can keep. */
  private static Generation generation(ControlLog control, RuleSetDocument first) {
    ControlState state = control.state();
    int format = RankingTopology.STORE_FORMAT;
    if (state.active() == null || state.active().storeFormat() < format) {
      String ruleSet = state.active() == null ? first.version() : state.active().ruleSet();
      log.atInfo()
          .addKeyValue("former", state.active())
          .addKeyValue("ruleSet", ruleSet)
          .addKeyValue("storeFormat", format)
          .log("Generation is founded");
      state = control.append(new ControlCommand.Found(state.epoch(), ruleSet, format));
    }
    Generation active = state.served().orElseThrow();
    if (active.storeFormat() != format) {
      throw new IllegalStateException(
          "generation %d keeps rows of format %d (expected %d: start the version of Stridelake that"
                  .formatted(active.id(), active.storeFormat(), format)
              + " made it, or a newer one)");
    }
    return active;
  }

  private static RuleSetDocument rules(
      RuleSetLibrary library, Generation generation, RuleSetDocument own) {
    if (generation.ruleSet().equals(own.version())) {
      return own;
    }
    byte[] document =
        library
            .document(generation.ruleSet())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "rule set %s of generation %d is not stored"
                            .formatted(generation.ruleSet(), generation.id())));
    return RuleSetDocument.of(document, "rule set " + generation.ruleSet());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("rule set " + file + " cannot be read", e);
    }
  }

  private ServedGeneration run(
      Generation generation, RuleSetDocument rules, RankingTopology.Inputs inputs) {
    String catalogueId = "stridelake.catalogue.c" + generation.catalogue();
    String rankingId = "stridelake.ranking.g" + generation.id();
    StreamsApp catalogue =
        new StreamsApp(
            catalogueId,
            CatalogueTopology.of(topics, generation.catalogue(), inputs.entries()),
            KafkaSettings.app(configuration, topics, catalogueId));
    ChangeCounter changes = new ChangeCounter();
    ChangelogProgress changelogs = new ChangelogProgress();
    StreamsApp ranking =
        new StreamsApp(
            rankingId,
            RankingTopology.of(
                topics,
                generation.catalogue(),
                rules.ruleSet(),
                inputs,
                LeaderboardLimits.DEFAULT,
                changes,
                changelogs),
            KafkaSettings.app(configuration, topics, rankingId));
    changelogs.listenTo(ranking.streams());
    catalogue.start();
    ranking.start();
    log.atInfo()
        .addKeyValue("generation", generation.id())
        .addKeyValue("ruleSet", generation.ruleSet())
        .log("Generation starts");
    return new ServedGeneration(
        generation, rules.ruleSet(), rules.bytes(), catalogue, ranking, changes, changelogs);
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return AvroSerdes.valueSerde(type, KafkaSettings.serdes(configuration));
  }
}
