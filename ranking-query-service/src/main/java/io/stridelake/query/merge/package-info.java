/** Exact rankings out of the partitions' answers. */
@NullMarked
package io.stridelake.query.merge;

import org.jspecify.annotations.NullMarked;
