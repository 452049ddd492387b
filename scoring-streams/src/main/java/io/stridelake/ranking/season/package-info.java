/** Locked seasons: what is copied of a season, and the rows that serve it ever after. */
@NullMarked
package io.stridelake.ranking.season;

import org.jspecify.annotations.NullMarked;
