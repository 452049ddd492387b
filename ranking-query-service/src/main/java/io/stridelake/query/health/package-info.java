/** Whether the service is ready. */
@NullMarked
package io.stridelake.query.health;

import org.jspecify.annotations.NullMarked;
