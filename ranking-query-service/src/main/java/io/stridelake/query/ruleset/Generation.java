package io.stridelake.query.ruleset;

import io.stridelake.rules.RuleSet;

/** A generation and the rules it was made with. */
public record Generation(int id, RuleSet rules) {}
