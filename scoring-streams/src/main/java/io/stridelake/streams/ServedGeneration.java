package io.stridelake.streams;

import io.stridelake.generation.Generation;
import io.stridelake.ranking.leaderboard.ChangeCounter;
import io.stridelake.ranking.leaderboard.ChangelogProgress;
import io.stridelake.rules.RuleSet;

/**
 * The generation that this instance works on.
 *
 * @param generation which
 * @param ruleSet what scores it
 * @param document the rule set's bytes as they were stored
 * @param catalogue the app that reads the lake
 * @param ranking the app that keeps the rankings
 * @param changes counts what is written to the rankings here
 * @param changelogs how far the rankings here have come along their changelogs
 */
public record ServedGeneration(
    Generation generation,
    RuleSet ruleSet,
    byte[] document,
    StreamsApp catalogue,
    StreamsApp ranking,
    ChangeCounter changes,
    ChangelogProgress changelogs) {}
