/** Questions about single activities: which there are, and what each earned and why. */
@NullMarked
package io.stridelake.ranking.activity;

import org.jspecify.annotations.NullMarked;
