/** Whether this instance still is the member of a consumer group that it takes itself for. */
@NullMarked
package io.stridelake.streams.membership;

import org.jspecify.annotations.NullMarked;
