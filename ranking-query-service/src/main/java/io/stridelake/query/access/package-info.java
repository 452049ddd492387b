/** Who may call what. */
@NullMarked
package io.stridelake.query.access;

import org.jspecify.annotations.NullMarked;
