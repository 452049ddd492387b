package io.stridelake.ranking.activity;

import io.stridelake.activity.ActivityKey;
import io.stridelake.ranking.row.ActivityRow;

/**
 * An activity with its row.
 *
 * @param key which
 * @param row what is kept of it
 */
public record KeptActivity(ActivityKey key, ActivityRow row) {}
