/** Errors as problem+json. */
@NullMarked
package io.stridelake.query.problem;

import org.jspecify.annotations.NullMarked;
