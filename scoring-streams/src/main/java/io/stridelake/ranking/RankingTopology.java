package io.stridelake.ranking;

import io.stridelake.ranking.checksum.MarkChecksums;
import io.stridelake.ranking.leaderboard.ChangeCounter;
import io.stridelake.ranking.leaderboard.ChangelogProgress;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.ranking.leaderboard.LeaderboardStores;
import io.stridelake.rules.RuleSet;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.scoring.Scorer;
import io.stridelake.streams.Brake;
import io.stridelake.streams.LiveDelay;
import io.stridelake.streams.membership.InputLag;
import io.stridelake.topics.Topic;
import io.stridelake.topics.TopicCatalogue;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;

/** The ranking app as a topology; the package shows it as a picture. */
public final class RankingTopology {
  /** The store that holds everything and answers all queries. */
  public static final String STORE = "rankings";

  /**
   * The format of the store's rows and the inputs that they come from; another one needs another
   * generation. An app that gets one more input under the same id may be given its old partitions,
   * without that input, after a kill.
   */
  public static final int STORE_FORMAT = 4;

  private static final String ACTIVITIES = "activities";
  private static final String ROSTER = "roster";
  private static final String SEASON_RESULTS = "season-results";
  private static final String SCORE = "score-activity";
  private static final String APPLY_ROSTER = "apply-roster";
  private static final String APPLY_SEASON_RESULT = "apply-season-result";

  private RankingTopology() {}

  /**
   * Who is told what happens in one instance.
   *
   * @param changes counts what is written
   * @param delay is told by how much news is late
   * @param inputs knows how much is left to read; the app that runs the topology tells it
   * @param checksums adds up the rows at marks
   * @param brake may hold the app up
   * @param changelogs follows what is restored; must listen to the app that runs the topology
   */
  public record Observers(
      ChangeCounter changes,
      LiveDelay delay,
      InputLag inputs,
      MarkChecksums checksums,
      Brake brake,
      ChangelogProgress changelogs) {
    /** Nobody yet. */
    public Observers() {
      this(
          new ChangeCounter(),
          new LiveDelay(),
          new InputLag(),
          new MarkChecksums(),
          new Brake(),
          new ChangelogProgress());
    }
  }

  /**
   * What the values on the inputs look like.
   *
   * @param entries catalogue entries
   * @param athletes roster
   * @param results locked seasons
   */
  public record Inputs(
      Serde<CatalogueEntryValue> entries,
      Serde<AthleteValue> athletes,
      Serde<SeasonResultValue> results) {}

  /** The topics that it reads. */
  public static List<Topic> inputTopics(TopicCatalogue topics, int catalogue) {
    return List.of(topics.activities(catalogue), topics.roster(), topics.seasonResults());
  }

  /**
   * Builds it.
   *
   * @param topics the installation's topics
   * @param catalogue number of the catalogue that it reads
   * @param ruleSet scores the activities
   * @param inputs the serdes
   * @param limits what the leaderboards may keep
   * @param observers are told what happens
   */
  public static Topology of(
      TopicCatalogue topics,
      int catalogue,
      RuleSet ruleSet,
      Inputs inputs,
      LeaderboardLimits limits,
      Observers observers) {
    Scorer scorer = new Scorer(ruleSet);
    Topology topology = new Topology();
    topology.addSource(
        ACTIVITIES,
        new ByteArrayDeserializer(),
        inputs.entries().deserializer(),
        topics.activities(catalogue).name());
    topology.addSource(
        ROSTER,
        new ByteArrayDeserializer(),
        inputs.athletes().deserializer(),
        topics.roster().name());
    topology.addSource(
        SEASON_RESULTS,
        new ByteArrayDeserializer(),
        inputs.results().deserializer(),
        topics.seasonResults().name());
    topology.addProcessor(SCORE, () -> new ScoreActivity(ruleSet, scorer, observers), ACTIVITIES);
    topology.addProcessor(
        APPLY_ROSTER, () -> new ApplyRoster(observers.checksums(), observers.inputs()), ROSTER);
    topology.addProcessor(
        APPLY_SEASON_RESULT, () -> new ApplySeasonResult(observers.inputs()), SEASON_RESULTS);
    topology.addStateStore(
        LeaderboardStores.rankings(STORE, limits, observers.changes(), observers.changelogs()),
        SCORE,
        APPLY_ROSTER,
        APPLY_SEASON_RESULT);
    return topology;
  }
}
