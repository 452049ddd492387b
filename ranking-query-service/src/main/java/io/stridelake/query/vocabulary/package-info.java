/** The names that filters may have. */
@NullMarked
package io.stridelake.query.vocabulary;

import org.jspecify.annotations.NullMarked;
