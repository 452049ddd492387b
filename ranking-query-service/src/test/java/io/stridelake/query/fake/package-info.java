/** A scoring-streams that keeps everything in memory and sorts it anew for every question. */
@NullMarked
package io.stridelake.query.fake;

import org.jspecify.annotations.NullMarked;
