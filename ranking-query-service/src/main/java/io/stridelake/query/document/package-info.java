/** Parts that several documents of the public API have. */
@NullMarked
package io.stridelake.query.document;

import org.jspecify.annotations.NullMarked;
