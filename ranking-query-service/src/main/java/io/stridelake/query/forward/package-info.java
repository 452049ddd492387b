/** Ops calls on their way to the service that owns them. */
@NullMarked
package io.stridelake.query.forward;

import org.jspecify.annotations.NullMarked;
