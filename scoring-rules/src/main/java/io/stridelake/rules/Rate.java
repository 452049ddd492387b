package io.stridelake.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Points for an amount of something.
 *
 * @param per what is counted
 * @param value points for one of it
 * @param min the least that an activity earns, or null for nothing less
 * @param max the most that an activity earns, or null for no limit
 */
public record Rate(Per per, BigDecimal value, @Nullable BigDecimal min, @Nullable BigDecimal max) {}
