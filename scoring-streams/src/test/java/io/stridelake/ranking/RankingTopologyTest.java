package io.stridelake.ranking;

import io.stridelake.generation.RuleSetDocument;
import io.stridelake.ranking.leaderboard.LeaderboardLimits;
import io.stridelake.rules.RuleSets;
import io.stridelake.schema.AthleteValue;
import io.stridelake.schema.CatalogueEntryValue;
import io.stridelake.schema.SeasonResultValue;
import io.stridelake.streams.ExpectedTopology;
import io.stridelake.streams.RawAvroSerde;
import io.stridelake.topics.TopicCatalogue;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RankingTopologyTest {
  @Test
  void shouldBeTheTopologyThatWasReviewed() throws IOException {
    ExpectedTopology.verify(
        RankingTopologyTest.class,
        RankingTopology.of(
            new TopicCatalogue(),
            1,
            RuleSetDocument.of(RuleSets.defaultRuleSet(), "default rules").ruleSet(),
            new RankingTopology.Inputs(
                RawAvroSerde.of(CatalogueEntryValue.getClassSchema()),
                RawAvroSerde.of(AthleteValue.getClassSchema()),
                RawAvroSerde.of(SeasonResultValue.getClassSchema())),
            LeaderboardLimits.DEFAULT,
            new RankingTopology.Observers()));
  }
}
