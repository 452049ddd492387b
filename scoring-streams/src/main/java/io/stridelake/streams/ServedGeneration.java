package io.stridelake.streams;

import io.stridelake.generation.Generation;
import io.stridelake.ranking.RankingTopology;
import io.stridelake.rules.RuleSet;

/**
 * A generation that this instance works on.
 *
 * @param generation which; its role may have changed since
 * @param ruleSet what scores it
 * @param document the rule set's bytes as they were stored
 * @param catalogue the app that reads the lake
 * @param ranking the app that keeps the rankings
 * @param observers what happens in the rankings here
 */
public record ServedGeneration(
    Generation generation,
    RuleSet ruleSet,
    byte[] document,
    StreamsApp catalogue,
    StreamsApp ranking,
    RankingTopology.Observers observers) {}
