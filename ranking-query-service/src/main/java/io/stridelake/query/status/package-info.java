/** What ops see of the whole installation in one call. */
@NullMarked
package io.stridelake.query.status;

import org.jspecify.annotations.NullMarked;
