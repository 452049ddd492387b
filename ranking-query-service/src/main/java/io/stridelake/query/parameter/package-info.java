/** Reading and refusing query parameters. */
@NullMarked
package io.stridelake.query.parameter;

import org.jspecify.annotations.NullMarked;
