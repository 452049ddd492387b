/** The catalogue app without a broker. */
@NullMarked
package io.stridelake.catalogue;

import org.jspecify.annotations.NullMarked;
