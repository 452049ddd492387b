/** Telling those who listen when a ranking has another version. */
@NullMarked
package io.stridelake.query.events;

import org.jspecify.annotations.NullMarked;
