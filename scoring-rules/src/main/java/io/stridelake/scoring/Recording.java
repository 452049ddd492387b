package io.stridelake.scoring;

import io.stridelake.activity.Activity;
import io.stridelake.activity.ActivityKey;

/**
 * One recording of what an athlete did.
 *
 * @param key which
 * @param activity what it says
 * @param counts whether it counts when it is looked at alone
 */
public record Recording(ActivityKey key, Activity activity, boolean counts) {}
