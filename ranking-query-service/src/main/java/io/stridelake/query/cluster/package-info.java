/** Which scoring-streams instances there are and which partitions they own. */
@NullMarked
package io.stridelake.query.cluster;

import org.jspecify.annotations.NullMarked;
