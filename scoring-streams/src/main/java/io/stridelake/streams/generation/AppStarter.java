package io.stridelake.streams.generation;

import io.stridelake.avro.AvroSerdes;
import io.stridelake.catalogue.CatalogueTopology;
import io.stridelake.generation.Generation;
import io.stridelake.generation.RuleSetDocument;
import io.stridelake.generation.RuleSetLibrary;
import io.stridelake.generation.RuleSetRefusedException;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.streams.Brake;
import io.stridelake.streams.KafkaSettings;
import io.stridelake.streams.ServedGeneration;
import io.stridelake.streams.StreamsApp;
import io.stridelake.streams.StreamsConfiguration;
import io.stridelake.streams.membership.InputLag;
import io.stridelake.topics.TopicCatalogue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Builds and starts the apps of generations. */
final class AppStarter implements RunningApps.Starter {
  private final StreamsConfiguration configuration;
  private final TopicCatalogue topics;
  private final RuleSetLibrary library;
  private final RankingTopology.Inputs inputs;

  /**
   * A starter.
   *
   * @throws IllegalArgumentException if the configured serde is none
   */
  AppStarter(StreamsConfiguration configuration, TopicCatalogue topics, RuleSetLibrary library) {
    this.configuration = configuration;
    this.topics = topics;
    this.library = library;
    this.inputs =
        new RankingTopology.Inputs(
            serde(CatalogueEntryValue.class),
            serde(AthleteValue.class),
            serde(SeasonResultValue.class));
  }

  @Override
  public StreamsApp catalogue(int catalogue) {
    String id = Generation.catalogueApplicationId(catalogue);
    Brake brake = new Brake();
    InputLag lag = new InputLag();
    StreamsApp app =
        new StreamsApp(
            id,
            CatalogueTopology.of(topics, catalogue, inputs.entries(), brake, lag),
            KafkaSettings.app(configuration, topics, id),
            brake,
            lag);
    app.start();
    return app;
  }

  @Override
  public ServedGeneration ranking(Generation generation, StreamsApp catalogue) {
    if (generation.storeFormat() != RankingTopology.STORE_FORMAT) {
      throw new CannotRunException(
          false,
          "generation %d keeps rows of format %d, this version of Stridelake keeps format %d"
              .formatted(generation.id(), generation.storeFormat(), RankingTopology.STORE_FORMAT));
    }
    RuleSetDocument rules = rules(generation);
    RankingTopology.Observers observers = new RankingTopology.Observers();
    StreamsApp ranking =
        new StreamsApp(
            generation.applicationId(),
            RankingTopology.of(
                topics,
                generation.catalogue(),
                rules.ruleSet(),
                inputs,
                LeaderboardLimits.DEFAULT,
                observers),
            KafkaSettings.app(configuration, topics, generation.applicationId()),
            observers.brake(),
            observers.inputs());
    observers.changelogs().listenTo(ranking.streams());
    ranking.start();
    return new ServedGeneration(
        generation, rules.ruleSet(), rules.bytes(), catalogue, ranking, observers);
  }

  private RuleSetDocument rules(Generation generation) {
    String version = generation.ruleSet();
    byte[] document =
        library
            .document(version)
            .orElseThrow(
                () ->
                    new CannotRunException(
                        true,
                        "rule set %s of generation %d is not stored"
                            .formatted(version, generation.id())));
    try {
      return RuleSetDocument.of(document, "rule set " + version);
    } catch (RuleSetRefusedException e) {
      throw new CannotRunException(true, String.valueOf(e.getMessage()));
    }
  }

  /** What the values on the inputs look like. */
  RankingTopology.Inputs inputs() {
    return inputs;
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return AvroSerdes.valueSerde(type, KafkaSettings.serdes(configuration));
  }
}
